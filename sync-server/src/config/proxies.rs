//! Which proxies are believed: addresses and ranges of addresses, as a setting gives them. Knows nothing of
//! requests.

use std::net::IpAddr;
use std::str::FromStr;

use ipnet::{IpNet, Ipv4Net};
use serde::{Deserialize, Deserializer};

const PROXIES_MAX: usize = 64;
/// Of an IPv6 address that stands for one of IPv4.
const MAPPED_BITS: u8 = 96;

/// The proxies whose word is taken for where a request comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Whether the word of whoever is at an address is taken: of a proxy that is named, and of one on this
    /// machine.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_loopback() || self.0.iter().any(|it| it.contains(&address))
    }

    fn read<'a>(words: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let proxies: Vec<IpNet> = words.map(one).collect::<Result<_, _>>()?;
        match proxies.len() {
            0 => Err("names nobody".to_owned()),
            1..=PROXIES_MAX => Ok(Self(proxies)),
            _ => Err(format!("more than {PROXIES_MAX}: name a range instead")),
        }
    }
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.trim() {
            "off" => Ok(Self::default()),
            text => Self::read(text.split(',')),
        }
    }
}

impl<'de> Deserialize<'de> for TrustedProxies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Line(String),
            List(Vec<String>),
        }
        let read = match Written::deserialize(deserializer)? {
            Written::Line(line) => line.parse(),
            Written::List(list) if list.is_empty() => Ok(Self::default()),
            Written::List(list) => Self::read(list.iter().map(String::as_str)),
        };
        read.map_err(serde::de::Error::custom)
    }
}

fn one(word: &str) -> Result<IpNet, String> {
    let word = word.trim();
    let range = match word.parse::<IpAddr>() {
        Ok(address) => IpNet::from(address),
        Err(_) => word.parse().map_err(|_| {
            format!(
                "{word:?} is neither an address nor a range of them, like 192.0.2.10 or 10.1.0.0/24"
            )
        })?,
    };
    let range = canonical(range);
    if range.prefix_len() == 0 || range.addr().is_unspecified() {
        return Err(format!(
            "{word:?} would let anybody say where they are: name the proxies alone"
        ));
    }
    // Is that one address or its network?
    match range.addr() == range.network() {
        true => Ok(range),
        false => Err(format!(
            "{word:?} is an address in {}: write the one or the other",
            range.trunc()
        )),
    }
}

/// An IPv6 range that stands for one of IPv4 is that one: so is the address of whoever comes from there.
fn canonical(range: IpNet) -> IpNet {
    let IpNet::V6(it) = range else { return range };
    let bits = it.prefix_len().checked_sub(MAPPED_BITS);
    let mapped = it.addr().to_ipv4_mapped().zip(bits);
    match mapped.map(|(address, bits)| Ipv4Net::new(address, bits)) {
        Some(Ok(mapped)) => IpNet::V4(mapped),
        _ => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trusted(text: &str) -> TrustedProxies {
        text.parse().unwrap()
    }

    #[test]
    fn a_proxy_is_trusted_by_its_address_or_its_range_and_on_this_machine_always() {
        let some = trusted("192.0.2.10, 10.1.0.0/24,2001:db8:5::/48, ::ffff:198.51.100.0/120");
        let addresses = [
            "192.0.2.10",
            "::ffff:192.0.2.10",
            "10.1.0.255",
            "2001:db8:5:9::1",
            "198.51.100.77",
            "127.0.0.1",
            "127.9.9.9",
            "::1",
        ];
        for address in addresses {
            assert!(some.contains(address.parse().unwrap()), "{address}");
        }
        for address in ["192.0.2.11", "10.1.1.0", "2001:db8:6::1", "198.51.101.1"] {
            assert!(!some.contains(address.parse().unwrap()), "{address}");
        }
        let nobody = trusted("off");
        assert_eq!(nobody, TrustedProxies::default());
        assert!(nobody.contains("::1".parse().unwrap()));
        assert!(!nobody.contains("192.0.2.10".parse().unwrap()));
    }

    #[test]
    fn what_names_no_proxy_or_everybody_is_a_mistake_that_is_shown() {
        let many = vec!["192.0.2.1"; PROXIES_MAX + 1].join(",");
        for (wrong, part) in [
            ("", "\"\" is neither"),
            ("proxy.example.nl", "\"proxy.example.nl\" is neither"),
            ("192.0.2.1,", "\"\" is neither"),
            ("192.0.2.300", "neither"),
            ("10.0.0.0/33", "neither"),
            ("10.0.0.0/8/8", "neither"),
            ("192.0.2.1:443", "neither"),
            ("10.0.0.5/8", "is an address in 10.0.0.0/8"),
            ("0.0.0.0/0", "anybody"),
            ("::/0", "anybody"),
            ("::ffff:0.0.0.0/96", "anybody"),
            ("0.0.0.0", "anybody"),
            ("::", "anybody"),
            (&many, "more than 64"),
        ] {
            let told = wrong.parse::<TrustedProxies>().unwrap_err();
            assert!(told.contains(part), "{wrong}: {told}");
        }
    }
}
