#![no_main]

#[path = "../import_door.rs"]
mod import_door;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| import_door::import(bytes));
