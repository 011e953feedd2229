//! How a compiled policy is written as bytes: field after field, numbers in seven bits a byte, lists after their length.
//!
//! The slim face of the browser loads one in a few kilobytes of code; a general format would take more than all the rest
//! of it. `stored!` lists the fields of a type beside its definition.

use crate::Segment;

/// What is left to read, and whether something was read that cannot have been written. That is asked once, at the end: a
/// way out of every number would be most of the code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Read<'a> {
    bytes: &'a [u8],
    failed: bool,
}

impl Read<'_> {
    /// Says that what was read cannot be.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
        self.bytes = &[];
    }
}

/// What can be written and read back.
pub(crate) trait Stored: Sized {
    fn store(&self, out: &mut Vec<u8>);
    /// Where the bytes are none that were written, `from` fails, and what comes back is of no use.
    fn load(from: &mut Read<'_>) -> Self;

    /// All of the bytes, if they were written so.
    fn whole(bytes: &[u8]) -> Option<Self> {
        let mut from = Read { bytes, failed: false };
        let loaded = Self::load(&mut from);
        (!from.failed && from.bytes.is_empty()).then_some(loaded)
    }
}

/// The fields of a struct in order, or the only one of a tuple.
macro_rules! stored {
    (tuple $type:ident) => {
        impl $crate::stored::Stored for $type {
            fn store(&self, out: &mut Vec<u8>) {
                self.0.store(out);
            }

            fn load(from: &mut $crate::stored::Read<'_>) -> Self {
                Self($crate::stored::Stored::load(from))
            }
        }
    };
    ($type:ident { $($field:ident),* }) => {
        impl $crate::stored::Stored for $type {
            fn store(&self, out: &mut Vec<u8>) {
                $(self.$field.store(out);)*
            }

            fn load(from: &mut $crate::stored::Read<'_>) -> Self {
                Self { $($field: $crate::stored::Stored::load(from)),* }
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
    fn load(from: &mut Read<'_>) -> Self {
        let (mut number, mut shift) = (0, 0);
        while let Some((&byte, rest)) = from.bytes.split_first() {
            from.bytes = rest;
            number |= Self::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
        from.fail();
        0
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

            fn load(from: &mut Read<'_>) -> Self {
                u64::load(from).try_into().unwrap_or_else(|_| {
                    from.fail();
                    0
                })
            }
        })*
    };
}

numbers!(u8 u16 u32 usize);

impl Stored for bool {
    fn store(&self, out: &mut Vec<u8>) {
        u64::from(*self).store(out);
    }

    fn load(from: &mut Read<'_>) -> Self {
        u64::load(from) != 0
    }
}

impl Stored for Segment {
    fn store(&self, out: &mut Vec<u8>) {
        (*self as u64).store(out);
    }

    fn load(from: &mut Read<'_>) -> Self {
        <Self as strum::VariantArray>::VARIANTS.get(usize::load(from)).copied().unwrap_or_else(|| {
            from.fail();
            Self::Other
        })
    }
}

impl Stored for String {
    fn store(&self, out: &mut Vec<u8>) {
        self.len().store(out);
        out.extend(self.as_bytes());
    }

    #[inline(never)]
    fn load(from: &mut Read<'_>) -> Self {
        let length = usize::load(from);
        let text = from.bytes.split_at_checked(length).and_then(|(text, rest)| {
            from.bytes = rest;
            std::str::from_utf8(text).ok()
        });
        let Some(text) = text else {
            from.fail();
            return Self::new();
        };
        text.to_owned()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn store(&self, out: &mut Vec<u8>) {
        self.is_some().store(out);
        if let Some(value) = self {
            value.store(out);
        }
    }

    fn load(from: &mut Read<'_>) -> Self {
        bool::load(from).then(|| T::load(from))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn store(&self, out: &mut Vec<u8>) {
        self.len().store(out);
        for item in self {
            item.store(out);
        }
    }

    fn load(from: &mut Read<'_>) -> Self {
        // No room is made ahead: the length may be a lie.
        let mut items = Self::new();
        for _ in 0..usize::load(from) {
            if from.failed {
                break;
            }
            items.push(T::load(from));
        }
        items
    }
}

impl<T: Stored> Stored for Box<[T]> {
    fn store(&self, out: &mut Vec<u8>) {
        self.len().store(out);
        for item in self {
            item.store(out);
        }
    }

    fn load(from: &mut Read<'_>) -> Self {
        Vec::load(from).into()
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn store(&self, out: &mut Vec<u8>) {
        self.0.store(out);
        self.1.store(out);
    }

    fn load(from: &mut Read<'_>) -> Self {
        (A::load(from), B::load(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back<T: Stored>(value: &T) -> Option<T> {
        let mut bytes = Vec::new();
        value.store(&mut bytes);
        T::whole(&bytes)
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
            let _ = Vec::<(String, Option<u16>)>::whole(&bytes);
        }
    }

    #[test]
    fn a_length_that_is_a_lie_takes_no_room() {
        let mut bytes = Vec::new();
        u64::MAX.store(&mut bytes);
        assert_eq!(Vec::<u8>::whole(&bytes), None);
        assert_eq!(String::whole(&bytes), None);
    }
}
