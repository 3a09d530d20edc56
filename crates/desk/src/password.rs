//! Argon2id hashes of passwords and recovery codes (RFC 9106; parameters of the OWASP cheat sheet).

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};

use crate::problem::{Problem, StorageFault};

/// 19 MiB, two passes, one lane: about 20 ms on a desk's computer.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// The alphabet of Crockford's base 32: no I, L, O or U, which are misread on paper.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn argon2() -> Result<Argon2<'static>, Problem> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(other)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a secret off the runtime's threads, as a PHC string.
pub(crate) async fn hash(secret: &str) -> Result<String, Problem> {
    let (secret, mut salt) = (secret.to_owned(), [0_u8; 16]);
    getrandom::fill(&mut salt).map_err(other)?;
    tokio::task::spawn_blocking(move || {
        let salt = SaltString::encode_b64(&salt).map_err(other)?;
        Ok(argon2()?
            .hash_password(secret.as_bytes(), &salt)
            .map_err(other)?
            .to_string())
    })
    .await
    .map_err(other)?
}

/// Whether a secret belongs to a hash. A hash that cannot be read belongs to none.
pub(crate) async fn verify(secret: &str, hash: &str) -> Result<bool, Problem> {
    let (secret, hash) = (secret.to_owned(), hash.to_owned());
    tokio::task::spawn_blocking(move || {
        let argon2 = argon2()?;
        Ok(PasswordHash::new(&hash)
            .is_ok_and(|hash| argon2.verify_password(secret.as_bytes(), &hash).is_ok()))
    })
    .await
    .map_err(other)?
}

/// A new recovery code: 25 letters and digits in groups of five, 125 bits (R50).
pub(crate) fn recovery_code() -> Result<String, Problem> {
    let mut random = [0_u8; 25];
    getrandom::fill(&mut random).map_err(other)?;
    let letters: Vec<char> = random
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)).copied().map(char::from))
        .collect();
    Ok(letters
        .chunks(5)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-"))
}

/// A recovery code as it is compared: capitals, without hyphens and spaces, misread letters put right.
pub(crate) fn tidy_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

fn other(error: impl std::fmt::Display) -> Problem {
    Problem::Storage {
        fault: StorageFault::Other,
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn r52_a_password_is_kept_as_argon2id_and_verified() {
        let hash = hash("correct horse").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse", &hash).await.unwrap());
        assert!(!verify("correct horsf", &hash).await.unwrap());
        assert!(!verify("anything", "not a hash").await.unwrap());
    }

    #[test]
    fn r50_a_recovery_code_survives_being_read_aloud() {
        let code = recovery_code().unwrap();
        assert_eq!(code.len(), 29);
        assert_eq!(
            tidy_code(&code.to_lowercase().replace('-', " ")),
            code.replace('-', "")
        );
        assert_eq!(tidy_code("o1l-i"), "0111");
    }
}
