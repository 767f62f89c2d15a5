#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plancheck::testing::actuals(bytes));
