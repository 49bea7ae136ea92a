//! How a client connects. Knows nothing of what it sends.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;

use super::ClientError;

/// Whose certificates count.
#[derive(Debug, Clone, Default)]
pub enum Roots {
    /// Those that the platform trusts. On Android the app hands its context to
    /// rustls-platform-verifier before the first use.
    #[default]
    Platform,
    /// These only (DER): an organisation whose server stands behind an authority of its own. Those
    /// that the platform trusts do not count then: whoever else can get a certificate for the
    /// server's name cannot read along.
    Given(Vec<Vec<u8>>),
}

/// How a client connects.
#[derive(Debug, Clone)]
pub struct ClientOptions {
    /// Whose certificates count.
    pub roots: Roots,
    /// Lets plain HTTP go beyond this machine: for a test network only.
    pub allow_plain_http: bool,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long to wait for the next byte.
    pub idle_timeout: Duration,
    /// How long one request may take in all.
    pub request_timeout: Duration,
}

impl Default for ClientOptions {
    /// Patient with a slow link, not with a dead one.
    fn default() -> Self {
        Self {
            roots: Roots::Platform,
            allow_plain_http: false,
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(30),
            request_timeout: Duration::from_secs(5 * 60),
        }
    }
}

impl ClientOptions {
    /// Reads a server's address, and refuses one over which notes would travel in the clear.
    pub(super) fn address(&self, url: &str) -> Result<Url, ClientError> {
        let url = Url::parse(url)
            .map_err(|_| ClientError::Address("it is not an address; ask for a new invitation"))?;
        let secure = match url.scheme() {
            "https" => true,
            "http" => self.allow_plain_http || is_loopback(&url),
            _ => false,
        };
        if !secure {
            return Err(ClientError::Address("it must begin with https://"));
        }
        let bare = matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if url.host_str().is_none() || !bare {
            return Err(ClientError::Address(
                "it must be a server's name and port, and nothing more",
            ));
        }
        Ok(url)
    }

    /// The provider is named here, so nothing is set for the whole process.
    pub(super) fn tls(&self, url: &Url) -> Result<ClientConfig, ClientError> {
        let failed = |error: rustls::Error| ClientError::Tls(error.to_string());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(failed)?;
        let builder = match &self.roots {
            // The platform's store may be missing on a bare machine, and is of no use here.
            _ if url.scheme() == "http" => builder.with_root_certificates(RootCertStore::empty()),
            Roots::Platform => builder.with_platform_verifier().map_err(failed)?,
            Roots::Given(certificates) => {
                let mut roots = RootCertStore::empty();
                for certificate in certificates {
                    let certificate = CertificateDer::from(certificate.as_slice());
                    roots.add(certificate).map_err(failed)?;
                }
                builder.with_root_certificates(roots)
            }
        };
        Ok(builder.with_no_client_auth())
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_travel_in_the_clear_to_this_machine_only() {
        let options = ClientOptions::default();
        for accepted in [
            "https://samenspel.example",
            "https://samenspel.example:8443/",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost:8080",
        ] {
            assert!(options.address(accepted).is_ok(), "{accepted}");
        }
        for refused in [
            "http://samenspel.example",
            "http://127.0.0.1.samenspel.example",
            "http://192.168.1.4:8080",
            "ftp://samenspel.example",
            "samenspel.example",
            "",
        ] {
            assert!(options.address(refused).is_err(), "{refused}");
        }
        let test_network = ClientOptions {
            allow_plain_http: true,
            ..options
        };
        assert!(test_network.address("http://192.168.1.4:8080").is_ok());
    }

    #[test]
    fn an_address_is_a_server_and_nothing_more() {
        let options = ClientOptions::default();
        for refused in [
            "https://samenspel.example/v1",
            "https://samenspel.example/?a=b",
            "https://samenspel.example/#a",
            "https://someone:secret@samenspel.example",
        ] {
            assert!(options.address(refused).is_err(), "{refused}");
        }
    }
}
