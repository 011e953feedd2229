#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| govseg_damage::text_model(bytes));
