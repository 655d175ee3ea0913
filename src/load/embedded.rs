//! The theme `portal` inside the binary: every file of themes/portal, named one by one.

/// The theme's name.
pub const NAME: &str = "portal";

macro_rules! text {
    ($path:literal) => {
        include_str!(concat!("../../themes/portal/", $path))
    };
}

/// Templates, by name.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("404.html", text!("templates/404.html")),
    ("archive.html", text!("templates/archive.html")),
    ("base.html", text!("templates/base.html")),
    ("dataset.html", text!("templates/dataset.html")),
    ("figures.html", text!("templates/figures.html")),
    ("home.html", text!("templates/home.html")),
    ("page.html", text!("templates/page.html")),
    ("search.html", text!("templates/search.html")),
    ("section.html", text!("templates/section.html")),
    ("tag.html", text!("templates/tag.html")),
];

/// Static files, by name below static/.
pub const STATICS: &[(&str, &[u8])] = &[
    ("claims.js", text!("static/claims.js").as_bytes()),
    ("search.js", text!("static/search.js").as_bytes()),
    ("site.css", text!("static/site.css").as_bytes()),
];

/// Words of the interface, by language.
pub const WORDS: &[(&str, &str)] = &[("en", text!("i18n/en.yaml")), ("vi", text!("i18n/vi.yaml"))];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn files(folder: &Path, below: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the theme's folder is there") {
            let path = entry.expect("readable").path();
            let name = format!("{below}{}", path.file_name().expect("an entry has a name").to_string_lossy());
            if path.is_dir() { files(&path, &format!("{name}/"), found) } else { found.push(name) }
        }
    }

    #[test]
    fn the_lists_are_the_folder() {
        let mut on_disk = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/portal"), "", &mut on_disk);
        let mut listed: Vec<String> = vec!["theme.yaml".to_owned()];
        listed.extend(TEMPLATES.iter().map(|(name, _)| format!("templates/{name}")));
        listed.extend(STATICS.iter().map(|(name, _)| format!("static/{name}")));
        listed.extend(WORDS.iter().map(|(lang, _)| format!("i18n/{lang}.yaml")));
        on_disk.sort();
        listed.sort();
        assert_eq!(listed, on_disk);
    }

    #[test]
    fn every_language_has_the_same_words() {
        let keys = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
        };
        let first = keys(WORDS[0].1);
        assert!(first.len() > 40, "{first:?}");
        for (lang, text) in WORDS {
            assert_eq!(keys(text), first, "{lang}");
        }
    }
}
