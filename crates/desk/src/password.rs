//! Argon2id hashes of passwords and recovery codes (RFC 9106; parameters of the OWASP cheat sheet).

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{Output, PasswordHash, Salt, SaltString},
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

/// Blocks that are asked for, of which only the first 19 MiB are touched. The C library of Linux keeps a block of
/// 19 MiB for each thread that ever hashed, 90 MB after half a dozen sign-ins; what is larger than 32 MiB it takes
/// from the system and gives back (mallopt(3), M_MMAP_THRESHOLD).
const BLOCKS_ASKED: usize = 33 * 1024;

/// Runs the function of RFC 9106 over a secret.
fn output(argon2: &Argon2<'_>, secret: &[u8], salt: Salt<'_>) -> Result<Output, Problem> {
    let mut bytes = [0_u8; Salt::MAX_LENGTH];
    let salt = salt.decode_b64(&mut bytes).map_err(other)?;
    let mut blocks = Vec::with_capacity(BLOCKS_ASKED);
    blocks.resize(argon2.params().block_count(), Block::default());
    let length = argon2.params().output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    Output::init_with(length, |out| {
        argon2
            .hash_password_into_with_memory(secret, salt, out, &mut blocks)
            .map_err(|_| argon2::password_hash::Error::Crypto)
    })
    .map_err(other)
}

/// Hashes a secret off the runtime's threads, as a PHC string.
pub(crate) async fn hash(secret: &str) -> Result<String, Problem> {
    let (secret, mut salt) = (secret.to_owned(), [0_u8; 16]);
    getrandom::fill(&mut salt).map_err(other)?;
    tokio::task::spawn_blocking(move || {
        let salt = SaltString::encode_b64(&salt).map_err(other)?;
        let argon2 = argon2()?;
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: argon2.params().try_into().map_err(other)?,
            salt: Some(salt.as_salt()),
            hash: Some(output(&argon2, secret.as_bytes(), salt.as_salt())?),
        };
        Ok(hash.to_string())
    })
    .await
    .map_err(other)?
}

/// Whether a secret belongs to a hash. A hash that cannot be read belongs to none.
pub(crate) async fn verify(secret: &str, hash: &str) -> Result<bool, Problem> {
    let (secret, hash) = (secret.to_owned(), hash.to_owned());
    tokio::task::spawn_blocking(move || belongs(secret.as_bytes(), &hash).unwrap_or(false))
        .await
        .map_err(other)
}

/// `None` for a hash that cannot be read.
fn belongs(secret: &[u8], hash: &str) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok()?;
    let algorithm = Algorithm::try_from(hash.algorithm).ok()?;
    let version = hash
        .version
        .map_or(Ok(Version::default()), Version::try_from)
        .ok()?;
    let argon2 = Argon2::new(algorithm, version, Params::try_from(&hash).ok()?);
    // Two outputs are compared in constant time.
    Some(output(&argon2, secret, hash.salt?).ok()? == hash.hash?)
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

    /// Passwords that were kept before, by the library's own way, must go on opening the door.
    #[tokio::test]
    async fn r52_hashes_are_those_of_the_library_both_ways() {
        use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
        let salt = SaltString::encode_b64(b"sixteen bytes it").unwrap();
        let theirs = argon2().unwrap().hash_password(b"correct horse", &salt).unwrap();
        assert!(verify("correct horse", &theirs.to_string()).await.unwrap());
        let ours = hash("correct horse").await.unwrap();
        let ours = PasswordHash::new(&ours).unwrap();
        assert!(argon2().unwrap().verify_password(b"correct horse", &ours).is_ok());
        assert!(
            argon2()
                .unwrap()
                .verify_password(b"correct horsf", &ours)
                .is_err()
        );
    }

    #[tokio::test]
    async fn r52_a_hash_that_cannot_be_read_opens_nothing() {
        let whole = hash("correct horse").await.unwrap();
        let (but_its_end, _) = whole.rsplit_once('$').unwrap();
        let (but_its_salt, _) = but_its_end.rsplit_once('$').unwrap();
        let other = whole.replacen("argon2id", "scrypt", 1);
        for damaged in [but_its_end, but_its_salt, &other, ""] {
            assert!(!verify("correct horse", damaged).await.unwrap(), "{damaged}");
        }
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
