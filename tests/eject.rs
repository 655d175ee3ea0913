//! `baocao init --theme`: an embedded theme's files in the site, which builds the same bytes as before.

mod support;

use support::{Site, assert_same, sites, tree};

fn site(theme: &str) -> Site {
    let site = Site::of(&sites::varied());
    let config = site.read("site.yaml") + "theme: " + theme + "\n";
    site.write("site.yaml", config);
    site
}

#[test]
fn a_theme_of_the_site_s_own_builds_the_same_bytes() {
    for theme in ["portal", "print"] {
        let site = site(theme);
        let before = site.build();
        let run = site.run(&["init", "--theme", theme]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        assert!(run.out.contains(&format!("themes/{theme}/theme.yaml\n")), "{}", run.out);
        assert_same(&site.build(), &before, theme);
        let written = tree(&site.root().join("themes").join(theme));
        let compiled = tree(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(theme));
        assert_same(&written, &compiled, theme);
    }
}

#[test]
fn it_can_have_a_name_of_its_own() {
    for theme in ["portal", "print"] {
        let site = site(theme);
        let before = site.build();
        let run = site.run(&["init", "--theme", theme, "--as", "rieng"]);
        assert!(run.out.ends_with("Write `theme: rieng` into site.yaml to use them.\n"), "{}", run.out);
        let config = site.read("site.yaml").replace(&format!("theme: {theme}"), "theme: rieng");
        site.write("site.yaml", config);
        assert_same(&site.build(), &before, theme);
    }
}

#[test]
fn nothing_is_overwritten() {
    let site = site("portal");
    site.write("themes/portal/templates/page.html", "của tôi");
    let run = site.run(&["init", "--theme"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("nothing was written") && run.err.contains("themes/portal/templates/page.html"),
        "{}",
        run.err
    );
    assert_eq!(tree(&site.root().join("themes")).len(), 1);
}

#[test]
fn what_is_no_theme_is_said() {
    let site = site("portal");
    let run = site.run(&["init", "--theme", "khong-co"]);
    assert_eq!((run.code, run.err.contains("there are: portal, print")), (2, true), "{}", run.err);
    let run = site.run(&["init", "--theme", "print", "--as", "../ra"]);
    assert_eq!((run.code, run.err.contains("--as ../ra")), (2, true), "{}", run.err);
    assert_eq!(site.run(&["init", "--as", "rieng"]).code, 2);
    assert_eq!(site.run(&["init", "moi", "--theme"]).code, 2);
}
