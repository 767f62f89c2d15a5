//! Plans and example actuals inside the binary, so that an installed tool works in an empty folder.

/// A file of the repository inside the binary.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BuiltinFile {
    /// Its path from the top of the repository, with `/`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! builtin {
    ($($path:literal),* $(,)?) => {
        &[$(BuiltinFile { path: $path, text: include_str!(concat!("../../", $path)) }),*]
    };
}

/// The plans, by id.
pub const PLANS: &[BuiltinFile] = builtin![
    "plans/cn-ip-145.toml",
    "plans/cn-st-135.toml",
    "plans/hangzhou-2024.toml",
    "plans/qinghai-145.toml",
    "plans/uk-carbon-budgets.toml",
    "plans/xinchang-2025.toml",
    "plans/zhejiang-145.toml",
    "plans/zhejiang-county-2022.toml",
];

/// The catalogue of their concepts.
pub const CATALOG: Option<BuiltinFile> = Some(BuiltinFile {
    path: "plans/catalog.toml",
    text: include_str!("../../plans/catalog.toml"),
});

/// The example actuals that they name.
pub const ACTUALS: &[BuiltinFile] = builtin![
    "examples/actuals/hangzhou.csv",
    "examples/actuals/national-innovation.csv",
    "examples/actuals/national-intellectual-property.csv",
    "examples/actuals/national.csv",
    "examples/actuals/provinces.csv",
    "examples/actuals/qinghai.csv",
    "examples/actuals/uk.csv",
    "examples/actuals/xinchang.csv",
    "examples/actuals/zhejiang-counties.csv",
    "examples/actuals/zhejiang.csv",
];

impl BuiltinFile {
    /// The file's name without folder and ending: a plan's id.
    pub fn stem(&self) -> &'static str {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_built_in() {
        let on_disk = std::path::Path::new("plans/catalog.toml").exists();
        assert_eq!(
            CATALOG.map(|file| file.path),
            on_disk.then_some("plans/catalog.toml"),
            "name it in CATALOG of src/load/builtin.rs"
        );
    }

    /// A file that lies in the folder and is not built in would be missing from an installed binary.
    #[test]
    fn every_plan_and_every_example_is_built_in() {
        for (folder, ending, files) in
            [("plans", "toml", PLANS), ("examples/actuals", "csv", ACTUALS)]
        {
            let mut on_disk: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_str().unwrap()))
                .filter(|path| path.ends_with(ending) && path != "plans/catalog.toml")
                .collect();
            on_disk.sort();
            let built_in: Vec<&str> = files.iter().map(|file| file.path).collect();
            assert_eq!(
                on_disk, built_in,
                "keep the list in src/load/builtin.rs complete and sorted"
            );
        }
    }
}
