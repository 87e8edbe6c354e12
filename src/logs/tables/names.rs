//! Names as tables have them: hashes, which only who has the salt can compare with a name.

use sha2::{Digest, Sha256};

/// Hex digits of a hash: two of a million sessions are the same by chance once in 600 such tables.
const DIGITS: usize = 12;

/// What hashes are made with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Known to one organisation alone: without it a project's name could be guessed.
    pub salt: String,
    /// Whose logs these are; nobody's where it is empty.
    pub person: String,
}

impl Names {
    pub fn person(&self) -> String {
        if self.person.is_empty() { String::new() } else { self.hash(&self.person) }
    }

    pub fn session(&self, id: &str) -> String {
        self.hash(id)
    }

    /// Of a folder or a working directory, the same for both: the agent names the one after the other.
    pub fn project(&self, name: &str) -> String {
        let dashed = |unit: u16| match char::from_u32(u32::from(unit)) {
            Some(c) if c.is_ascii_alphanumeric() => c,
            _ => '-',
        };
        self.hash(&name.encode_utf16().map(dashed).collect::<String>())
    }

    fn hash(&self, name: &str) -> String {
        let hash = Sha256::new().chain_update(&self.salt).chain_update(":").chain_update(name).finalize();
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).take(DIGITS).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    /// As `printf 'salt:ada' | sha256sum` has it.
    #[test]
    fn a_hash_is_the_first_digits_of_sha_256() {
        let names = Names { salt: "salt".into(), person: "ada".into() };
        assert_eq!(names.person(), "f86af087a41a");
        assert_eq!(names.project("/home/a.b"), names.project("-home-a-b"));
        assert_eq!(Names::default().person(), "");
    }
}
