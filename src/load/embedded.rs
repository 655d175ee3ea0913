//! The default theme, compiled in: every file of themes/portal, named one by one.

/// A file of the embedded theme: its path below themes/portal and its text.
pub type EmbeddedFile = (&'static str, &'static str);

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../themes/portal/", $path)))),*]
    };
}

/// The files of themes/portal, sorted by path.
pub const PORTAL: &[EmbeddedFile] = files![
    "i18n/en.yaml",
    "i18n/vi.yaml",
    "static/site.css",
    "templates/404.html",
    "templates/base.html",
    "templates/dataset.html",
    "templates/home.html",
    "templates/page.html",
    "templates/section.html",
    "theme.yaml",
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use walkdir::WalkDir;

    use super::*;

    #[test]
    fn the_list_is_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/portal");
        let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().map(|entry| entry.expect("readable"));
        let paths = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let below = entry.path().strip_prefix(&folder).expect("found below it");
            below.to_string_lossy().replace('\\', "/")
        });
        let mut on_disk: Vec<String> = paths.collect();
        on_disk.sort();
        let listed: Vec<&str> = PORTAL.iter().map(|(path, _)| *path).collect();
        assert_eq!(listed, on_disk);
    }
}
