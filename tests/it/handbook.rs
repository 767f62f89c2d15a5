//! `docs/cli.md` is made from the definitions of the command line; it has to say what they say.
//! `UPDATE=1 cargo test --test it handbook` writes it anew.

use std::fs;

const PAGE: &str = "docs/cli.md";

fn page() -> String {
    let options = clap_markdown::MarkdownOptions::new()
        .title("The command line of plancheck".to_owned())
        .show_footer(false)
        .show_table_of_contents(true);
    clap_markdown::help_markdown_custom::<plancheck::door::Cli>(&options)
}

#[test]
fn the_page_says_what_the_definitions_say() {
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap();
    assert!(
        written == page,
        "{PAGE} is not what the definitions give: UPDATE=1 cargo test --test it handbook"
    );
}
