//! Writes what is made of the built library: the Kotlin and Swift bindings, `api.txt`, the listing in which a
//! change of the interface shows, and the kits' typed notes.

mod listing;
mod typed;

use std::env;
use std::fs;

use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate_with_bindgen_paths};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, BindgenPathsLayer, GlobalConfig};

/// Where the one crate with an interface is.
struct Crate(Utf8PathBuf);

impl BindgenPathsLayer for Crate {
    fn get_crate_root(&self, crate_name: &str) -> Option<Utf8PathBuf> {
        (crate_name == "samenspel_ffi").then(|| self.0.clone())
    }
}

fn paths(root: &Utf8Path) -> BindgenPaths {
    let mut paths = BindgenPaths::default();
    paths.add_layer(Crate(root.to_owned()));
    paths
}

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1).map(Utf8PathBuf::from);
    let mut next = || arguments.next();
    let (Some(library), Some(kinds), Some(out), None) = (next(), next(), next(), next()) else {
        anyhow::bail!("usage: samenspel-bindgen LIBRARY NOTE_KINDS OUT_FOLDER");
    };
    let manifest = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.parent().context("the folder of ffi")?;
    for (language, folder) in [
        (TargetLanguage::Kotlin, "kotlin"),
        (TargetLanguage::Swift, "swift"),
    ] {
        let options = GenerateOptions {
            languages: vec![language],
            source: library.clone(),
            out_dir: out.join(folder),
            crate_filter: Some("samenspel_ffi".into()),
            ..GenerateOptions::default()
        };
        generate_with_bindgen_paths(options, paths(root))
            .with_context(|| format!("the {folder} bindings"))?;
    }
    let loader = BindgenLoader::new(paths(root), GlobalConfig::default());
    let interfaces = loader.load_cis(loader.load_metadata(&library)?)?;
    let interface = interfaces
        .iter()
        .find(|interface| interface.crate_name() == "samenspel_ffi")
        .context("the library has no interface of samenspel_ffi")?;
    fs::write(out.join("api.txt"), listing::of(interface))?;
    typed::write(&kinds, &out)
}
