//! How a compiled policy is written as bytes: field after field, numbers in seven bits a byte, lists after their length.
//!
//! The slim face of the browser loads one in a few kilobytes of code; a general format would take more than all the rest
//! of it. `stored!` lists the fields of a type beside its definition.

use crate::Segment;

/// What is left to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Read<'a>(pub(crate) &'a [u8]);

/// What can be written and read back; nothing comes back where the bytes are none that were written.
pub(crate) trait Stored: Sized {
    fn store(&self, out: &mut Vec<u8>);
    fn load(from: &mut Read<'_>) -> Option<Self>;
}

/// The fields of a struct in order, or the only one of a tuple.
macro_rules! stored {
    (tuple $type:ident) => {
        impl $crate::stored::Stored for $type {
            fn store(&self, out: &mut Vec<u8>) {
                self.0.store(out);
            }

            fn load(from: &mut $crate::stored::Read<'_>) -> Option<Self> {
                $crate::stored::Stored::load(from).map(Self)
            }
        }
    };
    ($type:ident { $($field:ident),* }) => {
        impl $crate::stored::Stored for $type {
            fn store(&self, out: &mut Vec<u8>) {
                $(self.$field.store(out);)*
            }

            fn load(from: &mut $crate::stored::Read<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::stored::Stored::load(from)?),* })
            }
        }
    };
}
pub(crate) use stored;

impl Stored for u64 {
    fn store(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push((rest & 0x7f | 0x80).to_le_bytes()[0]);
            rest >>= 7;
        }
        out.push(rest.to_le_bytes()[0]);
    }

    // Copied to where it is used, it would make up half of the module that loads a policy.
    #[inline(never)]
    fn load(from: &mut Read<'_>) -> Option<Self> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (&byte, rest) = from.0.split_first()?;
            from.0 = rest;
            number |= Self::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }
}

/// Numbers that are written as the largest is.
macro_rules! numbers {
    ($($type:ident)*) => {
        $(impl Stored for $type {
            fn store(&self, out: &mut Vec<u8>) {
                // Each fits: `usize` has at most 64 bits wherever this crate builds.
                u64::try_from(*self).unwrap_or_default().store(out);
            }

            fn load(from: &mut Read<'_>) -> Option<Self> {
                u64::load(from)?.try_into().ok()
            }
        })*
    };
}

numbers!(u8 u16 u32 usize);

impl Stored for bool {
    fn store(&self, out: &mut Vec<u8>) {
        u64::from(*self).store(out);
    }

    fn load(from: &mut Read<'_>) -> Option<Self> {
        Some(u64::load(from)? != 0)
    }
}

impl Stored for Segment {
    fn store(&self, out: &mut Vec<u8>) {
        (*self as u64).store(out);
    }

    fn load(from: &mut Read<'_>) -> Option<Self> {
        <Self as strum::VariantArray>::VARIANTS.get(usize::load(from)?).copied()
    }
}

impl Stored for String {
    fn store(&self, out: &mut Vec<u8>) {
        self.len().store(out);
        out.extend(self.as_bytes());
    }

    #[inline(never)]
    fn load(from: &mut Read<'_>) -> Option<Self> {
        let length = usize::load(from)?;
        let (text, rest) = from.0.split_at_checked(length)?;
        from.0 = rest;
        std::str::from_utf8(text).ok().map(ToOwned::to_owned)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn store(&self, out: &mut Vec<u8>) {
        self.is_some().store(out);
        if let Some(value) = self {
            value.store(out);
        }
    }

    fn load(from: &mut Read<'_>) -> Option<Self> {
        if bool::load(from)? { T::load(from).map(Some) } else { Some(None) }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn store(&self, out: &mut Vec<u8>) {
        self.len().store(out);
        for item in self {
            item.store(out);
        }
    }

    fn load(from: &mut Read<'_>) -> Option<Self> {
        // No room is made ahead: the length may be a lie.
        let mut items = Self::new();
        for _ in 0..usize::load(from)? {
            items.push(T::load(from)?);
        }
        Some(items)
    }
}

impl<T: Stored> Stored for Box<[T]> {
    fn store(&self, out: &mut Vec<u8>) {
        self.len().store(out);
        for item in self {
            item.store(out);
        }
    }

    fn load(from: &mut Read<'_>) -> Option<Self> {
        Vec::load(from).map(Into::into)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn store(&self, out: &mut Vec<u8>) {
        self.0.store(out);
        self.1.store(out);
    }

    fn load(from: &mut Read<'_>) -> Option<Self> {
        Some((A::load(from)?, B::load(from)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back<T: Stored>(value: &T) -> Option<T> {
        let mut bytes = Vec::new();
        value.store(&mut bytes);
        let mut from = Read(&bytes);
        T::load(&mut from).filter(|_| from.0.is_empty())
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(lists: Vec<(u64, String)>, maybe: Option<(u8, Option<u32>)>, segment in 0_usize..6) {
            let segment = <Segment as strum::VariantArray>::VARIANTS[segment];
            proptest::prop_assert_eq!(back(&lists), Some(lists));
            proptest::prop_assert_eq!(back(&maybe), Some(maybe));
            proptest::prop_assert_eq!(back(&segment), Some(segment));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = Vec::<(String, Option<u16>)>::load(&mut Read(&bytes));
        }
    }

    #[test]
    fn a_length_that_is_a_lie_takes_no_room() {
        let mut bytes = Vec::new();
        u64::MAX.store(&mut bytes);
        assert_eq!(Vec::<u8>::load(&mut Read(&bytes)), None);
        assert_eq!(String::load(&mut Read(&bytes)), None);
    }
}
