//! Why a server's certificate was not accepted, in words that help. Knows nothing of requests, and
//! decides nothing: the verifier did.

use std::error::Error;

use rustls::CertificateError;

/// What was wrong with the certificate, if that is why a connection failed.
pub(super) fn rejected(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(rustls::Error::InvalidCertificate(why)) = error.downcast_ref() {
            return Some(in_words(why));
        }
        next = cause(error);
    }
    None
}

/// What an error holds: where `source` passes over it, too.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    let inside = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    match inside {
        Some(inside) => Some(inside),
        None => error.source(),
    }
}

fn in_words(why: &CertificateError) -> &'static str {
    match why {
        // An authority that only bears the name of a trusted one has signed it, or none.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "no authority that this device trusts has signed it; is this the right network?"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "it has expired, by this device's date"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "it is not valid yet, by this device's date"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it is for another address"
        }
        CertificateError::Revoked => "it was revoked",
        _ => "it is not in order",
    }
}
