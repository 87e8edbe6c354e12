//! Folders by the names that Claude Code gives its transcripts' folders: a path with a hyphen
//! for every character that is no letter or digit, so that where one folder ends is lost.

/// Folders in which people keep their projects: the name of one is not their project's.
const SHELVES: [&str; 14] = [
    "workspace",
    "workspaces",
    "projects",
    "repos",
    "repositories",
    "src",
    "source",
    "code",
    "dev",
    "git",
    "github",
    "Documents",
    "Desktop",
    "Developer",
];

/// What is left of such a name without the folders that are surely above the project; of any
/// other name, and where nothing or another project's name would be left, the whole.
pub(super) fn readable<'a>(name: &'a str, projects: &[String]) -> &'a str {
    let short = shortened(name, projects);
    let is_alone = || projects.iter().filter(|other| shortened(other, projects) == short).count() == 1;
    if short.is_empty() || short == name || !is_alone() { name } else { short }
}

fn shortened<'a>(name: &'a str, projects: &[String]) -> &'a str {
    let Some(home) = below_home(name) else { return name };
    below_known(name, projects).unwrap_or_else(|| below_shelves(home))
}

/// Without "-Users-somebody-" and its like.
fn below_home(name: &str) -> Option<&str> {
    let drive = name.get(1..3) == Some("--") && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let path = if drive { &name[3..] } else { name.strip_prefix('-')? };
    let below = path.strip_prefix("Users-").or_else(|| path.strip_prefix("home-"))?;
    below.split_once('-').map(|(_, rest)| rest)
}

/// Below the longest folder that another project's path has whole.
fn below_known<'a>(name: &'a str, projects: &[String]) -> Option<&'a str> {
    let paths = projects.iter().filter(|path| path.contains(['/', '\\']));
    let above = paths.flat_map(|path| path.match_indices(['/', '\\']).map(|(at, _)| &path[..at]));
    let below = |folder: &str| name.strip_prefix(encoded(folder).as_str())?.strip_prefix('-');
    above.filter(|folder| !folder.is_empty()).filter_map(below).min_by_key(|rest| rest.len())
}

fn encoded(path: &str) -> String {
    path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn below_shelves(path: &str) -> &str {
    let below = |shelf: &&str| path.strip_prefix(*shelf).and_then(|rest| rest.strip_prefix('-'));
    SHELVES.iter().find_map(below).map_or(path, below_shelves)
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn what_is_surely_above_a_project_is_left_out() {
        for (name, others, says) in [
            ("-Users-dain-workspace-claude-code-log-sample", vec![], "claude-code-log-sample"),
            ("-home-me-a-b", vec![], "a-b"),
            ("C--Users-me-src-tool", vec![], "tool"),
            ("-home-me-lab-tool-x", vec!["/home/me/lab/other"], "tool-x"),
            // Two that would read alike keep their whole names.
            ("-home-me-code-tool", vec!["-home-me-dev-tool"], "-home-me-code-tool"),
            // No such name.
            ("tool", vec![], "tool"),
            ("-tmp-tool", vec![], "-tmp-tool"),
            ("-Users-me", vec![], "-Users-me"),
            ("é--Users", vec![], "é--Users"),
        ] {
            let projects: Vec<String> = [name].into_iter().chain(others).map(String::from).collect();
            assert_eq!(readable(name, &projects), says, "{name}");
        }
    }
}
