//! Ridge regression: the weights whose scores are nearest to what was labelled, and not larger than needed.
//!
//! Solved by conjugate gradients, all latent numbers beside each other. Nothing is drawn by chance.

use crate::matrix::{Block, Matrix, add};
use crate::model::LATENT;
use crate::outputs::OUTPUTS;

/// How much large weights are held back.
const HOLD: f64 = 1.0;

/// After how many steps it is near enough.
const STEPS: usize = 20;

/// Weights of the columns, for numbers of the texts that count as much as their weights say.
pub(crate) fn solve(matrix: &Matrix, targets: &Block, weights: &[f64]) -> Block {
    let mut solution: Block = vec![[0.0; LATENT]; matrix.columns()];
    let mut left = matrix.transposed_times(targets, weights);
    let mut direction = left.clone();
    let mut size = dots(&left, &left);
    for _ in 0..STEPS {
        let mut image = matrix.transposed_times(&matrix.times(&direction), weights);
        image.iter_mut().zip(&direction).for_each(|(image, direction)| add(image, HOLD, direction));
        let step = quotients(&size, &dots(&direction, &image));
        for (((solution, left), direction), image) in solution.iter_mut().zip(&mut left).zip(&direction).zip(&image) {
            each(solution, &step, direction, 1.0);
            each(left, &step, image, -1.0);
        }
        let now = dots(&left, &left);
        let keep = quotients(&now, &size);
        for (direction, left) in direction.iter_mut().zip(&left) {
            let mut next = *left;
            each(&mut next, &keep, direction, 1.0);
            *direction = next;
        }
        size = now;
    }
    solution
}

fn dots(one: &Block, other: &Block) -> [f64; LATENT] {
    let mut sums = [0.0; LATENT];
    for (one, other) in one.iter().zip(other) {
        each(&mut sums, one, other, 1.0);
    }
    sums
}

/// Adds the products of two rows, number by number.
fn each(sum: &mut [f64; LATENT], one: &[f64; LATENT], other: &[f64; LATENT], sign: f64) {
    sum.iter_mut().zip(one).zip(other).for_each(|((sum, one), other)| *sum += sign * one * other);
}

fn quotients(over: &[f64; LATENT], under: &[f64; LATENT]) -> [f64; LATENT] {
    let mut quotients = *over;
    for (quotient, under) in quotients.iter_mut().zip(under) {
        *quotient = if *under > 1e-30 { *quotient / under } else { 0.0 };
    }
    quotients
}

/// The directions in which rows of outputs differ most, the largest first, each with how much they vary along it: the
/// eigenvalues and eigenvectors of how they vary together, by Jacobi's rotations.
pub(crate) fn directions(varies: &Square) -> Vec<(f64, [f64; OUTPUTS])> {
    const SWEEPS: usize = 30;
    let mut left = varies.clone();
    let mut vectors = square();
    vectors.iter_mut().enumerate().for_each(|(place, vector)| set(vector, place, 1.0));
    for _ in 0..SWEEPS {
        for p in 0..OUTPUTS {
            for q in p + 1..OUTPUTS {
                let (pq, pp, qq) = (at(&left, p, q), at(&left, p, p), at(&left, q, q));
                if pq.abs() < 1e-14 {
                    continue;
                }
                let theta = (qq - pp) / (2.0 * pq);
                let tangent = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
                let turn = (p, q, cosine, tangent * cosine);
                for row in &mut left {
                    rotate(row, turn);
                }
                turn_rows(&mut left, turn);
                turn_rows(&mut vectors, turn);
            }
        }
    }
    let mut found: Vec<(f64, [f64; OUTPUTS])> =
        vectors.into_iter().enumerate().map(|(place, vector)| (at(&left, place, place), vector)).collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found
}

/// Outputs by outputs.
pub(crate) type Square = Vec<[f64; OUTPUTS]>;

/// One of nothing.
pub(crate) fn square() -> Square {
    vec![[0.0; OUTPUTS]; OUTPUTS]
}

fn at(square: &Square, row: usize, column: usize) -> f64 {
    square.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
}

fn set(row: &mut [f64; OUTPUTS], place: usize, value: f64) {
    row.iter_mut().skip(place).take(1).for_each(|number| *number = value);
}

fn rotate(row: &mut [f64; OUTPUTS], (p, q, cosine, sine): (usize, usize, f64, f64)) {
    if let Ok([one, other]) = row.get_disjoint_mut([p, q]) {
        (*one, *other) = (cosine * *one - sine * *other, sine * *one + cosine * *other);
    }
}

fn turn_rows(square: &mut Square, (p, q, cosine, sine): (usize, usize, f64, f64)) {
    if let Ok([one, other]) = square.get_disjoint_mut([p, q]) {
        for (one, other) in one.iter_mut().zip(other) {
            (*one, *other) = (cosine * *one - sine * *other, sine * *one + cosine * *other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_stand_upright_and_in_order() {
        let mut varies = square();
        let mut bits = 1_u32;
        for (p, q) in (0..OUTPUTS).flat_map(|p| (0..=p).map(move |q| (p, q))) {
            bits = bits.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let value = f64::from(bits >> 20) / 4096.0;
            (varies[p][q], varies[q][p]) = (value, value);
        }
        let found = directions(&varies);
        let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
        let times = |vector: &[f64; OUTPUTS]| varies.iter().map(|row| dot(row, vector)).collect::<Vec<f64>>();
        let mut last = f64::MAX;
        for (place, (value, vector)) in found.iter().enumerate() {
            let (image, value) = (times(vector), *value);
            assert!((value - dot(&image, vector)).abs() < 1e-9);
            assert!(value <= last + 1e-9);
            last = value;
            assert!(image.iter().zip(vector).all(|(image, number)| (image - value * number).abs() < 1e-9));
            assert!(found.iter().take(place).all(|(_, other)| dot(other, vector).abs() < 1e-9));
        }
    }
}
