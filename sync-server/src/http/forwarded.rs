//! Where proxies say a request comes from: `X-Forwarded-For` and RFC 7239 `Forwarded`. Each proxy writes
//! behind what was there, so a line is read from its end, and whatever a stranger wrote stands before that.
//! Knows nothing of what it is used for.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, HeaderValue};

use crate::config::TrustedProxies;

const X_FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED: &str = "forwarded";

/// Whether a request says on behalf of whom it was forwarded.
pub(super) fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.contains_key(X_FORWARDED_FOR) || headers.contains_key(FORWARDED)
}

/// Where a request comes from that `peer` sent: the last address that nobody trusted stands behind. A proxy
/// writes one of the headers and passes on what it does not know, so where both are there and do not say the
/// same, the one may be a stranger's, and neither is believed.
pub(super) fn origin(headers: &HeaderMap, peer: IpAddr, trusted: &TrustedProxies) -> IpAddr {
    let walked = |name, read| {
        headers
            .contains_key(name)
            .then(|| walk(headers, name, read))
    };
    let told = [walked(X_FORWARDED_FOR, listed), walked(FORWARDED, elements)];
    let told = told.map(|hops| hops.map(|hops| nearest(&hops, peer, trusted)));
    match told {
        [Some(one), Some(other)] if one != other => peer,
        [Some(one), _] | [None, Some(one)] => one,
        [None, None] => peer,
    }
}

/// The hops of a header, the last one first; `None` for one that names no address.
fn walk(
    headers: &HeaderMap,
    name: &str,
    read: fn(&str) -> Option<Vec<Option<IpAddr>>>,
) -> Vec<Option<IpAddr>> {
    let of_line = |line: &HeaderValue| {
        let line = String::from_utf8_lossy(line.as_bytes());
        // What cannot be read hides what stands before it.
        read(&line).unwrap_or_else(|| vec![None])
    };
    let mut hops: Vec<_> = headers.get_all(name).iter().flat_map(of_line).collect();
    hops.reverse();
    hops
}

/// Each trusted one says who sent it the request.
fn nearest(hops: &[Option<IpAddr>], peer: IpAddr, trusted: &TrustedProxies) -> IpAddr {
    let mut nearest = peer;
    for hop in hops {
        match hop {
            Some(before) if trusted.contains(nearest) => nearest = *before,
            _ => break,
        }
    }
    nearest
}

fn listed(line: &str) -> Option<Vec<Option<IpAddr>>> {
    Some(line.split(',').map(node).collect())
}

/// The elements of a line of `Forwarded`; `None` if it is not written as the standard says. One quote that a
/// stranger leaves open would make the next proxy's word part of his.
fn elements(line: &str) -> Option<Vec<Option<IpAddr>>> {
    let read = |element: &str| {
        let mut from = None;
        for pair in split(element, ';')? {
            if pair.trim().is_empty() {
                continue;
            }
            let (name, value) = pair.trim().split_once('=')?;
            let value = unquoted(value)?;
            if name.eq_ignore_ascii_case("for") && from.replace(node(value)).is_some() {
                return None;
            }
        }
        Some(from.flatten())
    };
    split(line, ',')?.into_iter().map(read).collect()
}

/// The parts between signs that are not quoted.
fn split(text: &str, sign: char) -> Option<Vec<&str>> {
    let (mut parts, mut begin) = (Vec::new(), 0);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (at, it) in text.char_indices() {
        match it {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            it if it == sign && !is_quoted => {
                parts.push(&text[begin..at]);
                begin = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    (!is_quoted).then_some(parts)
}

/// What a value says. One with an escaped sign says no address, and is left as it is.
fn unquoted(value: &str) -> Option<&str> {
    let Some(inside) = value.strip_prefix('"') else {
        return (!value.contains('"')).then_some(value);
    };
    let inside = inside.strip_suffix('"')?;
    let mut is_escaped = false;
    for it in inside.chars() {
        match it {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return None,
            _ => {}
        }
    }
    Some(inside)
}

/// An address as proxies write it: bare, in brackets, with a port or without.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let address = match text.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            let has_port = port.is_empty() || port.starts_with(':');
            let address = has_port.then(|| address.parse::<Ipv6Addr>().ok()).flatten();
            address.map(IpAddr::V6)
        }
        None => text.parse().ok().or_else(|| {
            let (address, _port) = text.split_once(':')?;
            address.parse().ok().map(IpAddr::V4)
        }),
    };
    address.map(|it| it.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    const PROXY: &str = "10.1.0.2";
    const OUTER: &str = "10.1.0.3";

    fn from(peer: &str, lines: &[(&str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let name: HeaderName = name.parse().unwrap();
            headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let trusted = "10.1.0.0/24".parse().unwrap();
        origin(&headers, peer.parse().unwrap(), &trusted).to_string()
    }

    fn x(value: &str) -> String {
        from(PROXY, &[(X_FORWARDED_FOR, value)])
    }

    fn forwarded(value: &str) -> String {
        from(PROXY, &[(FORWARDED, value)])
    }

    #[test]
    fn the_last_address_that_is_no_proxy_is_where_a_request_comes_from() {
        assert_eq!(x("192.0.2.7"), "192.0.2.7");
        assert_eq!(x("192.0.2.7, 10.1.0.3,10.1.0.4"), "192.0.2.7");
        assert_eq!(x("192.0.2.7:4711"), "192.0.2.7");
        assert_eq!(x("2001:db8::7"), "2001:db8::7");
        assert_eq!(x("[2001:db8::7]:4711"), "2001:db8::7");
        assert_eq!(x("::ffff:192.0.2.7"), "192.0.2.7");
        let lines = [
            (X_FORWARDED_FOR, "203.0.113.1"),
            (X_FORWARDED_FOR, "192.0.2.7, 10.1.0.3"),
        ];
        assert_eq!(from(PROXY, &lines), "192.0.2.7");
        // A proxy that asks for itself.
        assert_eq!(x(OUTER), OUTER);
        assert_eq!(from(PROXY, &[]), PROXY);
    }

    #[test]
    fn the_standards_header_says_the_same() {
        assert_eq!(forwarded("for=192.0.2.7"), "192.0.2.7");
        let whole =
            "for=203.0.113.1, For=\"192.0.2.7:4711\";proto=https;by=10.1.0.3 , for=10.1.0.3";
        assert_eq!(forwarded(whole), "192.0.2.7");
        assert_eq!(
            forwarded("proto=https;for=\"[2001:db8::7]:_x\""),
            "2001:db8::7"
        );
        assert_eq!(
            forwarded("for=192.0.2.7;host=\"a,b;for=\\\"c\""),
            "192.0.2.7"
        );
    }

    #[test]
    fn hostile_header_of_a_peer_that_is_no_proxy_says_nothing() {
        for name in [X_FORWARDED_FOR, FORWARDED] {
            for value in [
                "192.0.2.7",
                "for=192.0.2.7",
                "10.1.0.2",
                "127.0.0.1",
                "for=127.0.0.1",
            ] {
                assert_eq!(from("198.51.100.9", &[(name, value)]), "198.51.100.9");
            }
        }
    }

    #[test]
    fn hostile_left_part_of_a_chain_is_not_read() {
        for spoofed in [
            "192.0.2.7",
            "127.0.0.1",
            "10.1.0.2",
            "for=1",
            "\"",
            "[",
            "%",
            "",
        ] {
            assert_eq!(x(&format!("{spoofed}, 198.51.100.9")), "198.51.100.9");
            assert_eq!(
                x(&format!("{spoofed}, 198.51.100.9, {OUTER}")),
                "198.51.100.9"
            );
        }
        for spoofed in [
            "192.0.2.7",
            "127.0.0.1",
            "10.1.0.2",
            "\"[2001:db8::7]\"",
            "_x",
            "unknown",
        ] {
            let told = format!("for={spoofed}, for=198.51.100.9, for={OUTER}");
            assert_eq!(forwarded(&told), "198.51.100.9");
        }
    }

    #[test]
    fn hostile_quote_that_is_left_open_swallows_no_proxys_word() {
        for open in [
            "for=192.0.2.7;x=\"",
            "for=192.0.2.7, for=\"",
            "for=192.0.2.7;x=\"\\",
        ] {
            for own in [
                "for=198.51.100.9",
                "for=\"[2001:db8::9]\"",
                "for=\"198.51.100.9:1\";host=\"h\"",
            ] {
                let told = forwarded(&format!("{open}, {own}"));
                assert!([PROXY, "198.51.100.9"].contains(&told.as_str()), "{told}");
            }
        }
        // In a line of his own he hides nothing of the proxy's.
        let lines = [
            (FORWARDED, "for=192.0.2.7;x=\""),
            (FORWARDED, "for=198.51.100.9"),
        ];
        assert_eq!(from(PROXY, &lines), "198.51.100.9");
    }

    #[test]
    fn hostile_garbage_leaves_the_address_of_whoever_passed_it_on() {
        let garbage = [
            "",
            " ",
            ",",
            "no address",
            "unknown",
            "_hidden",
            "192.0.2.7 x",
            "1.2.3",
            "\u{e9}",
        ];
        for wrong in garbage {
            assert_eq!(x(wrong), PROXY, "{wrong:?}");
            assert_eq!(x(&format!("{wrong}, {OUTER}")), OUTER, "{wrong:?}");
            assert_eq!(forwarded(&format!("for={wrong}")), PROXY, "{wrong:?}");
            assert_eq!(forwarded(wrong), PROXY, "{wrong:?}");
        }
        assert_eq!(forwarded("for=192.0.2.7;for=192.0.2.8"), PROXY);
        assert_eq!(forwarded("for=\"192.0.2.7\"x"), PROXY);
    }

    #[test]
    fn hostile_other_header_beside_the_proxys_own_is_not_believed() {
        let both =
            |one: &str, other: &str| from(PROXY, &[(X_FORWARDED_FOR, one), (FORWARDED, other)]);
        assert_eq!(both("198.51.100.9", "for=192.0.2.7"), PROXY);
        assert_eq!(both("192.0.2.7", "for=198.51.100.9"), PROXY);
        assert_eq!(both("198.51.100.9", "garbage"), PROXY);
        assert_eq!(
            both("198.51.100.9, 10.1.0.3", "for=198.51.100.9"),
            "198.51.100.9"
        );
    }

    #[test]
    fn hostile_header_of_thousands_of_addresses_is_read_once_and_from_its_end() {
        let many = "192.0.2.7, ".repeat(1_400) + "198.51.100.9";
        assert_eq!(x(&many), "198.51.100.9");
        let many = "for=192.0.2.7, ".repeat(1_000) + "for=198.51.100.9";
        assert_eq!(forwarded(&many), "198.51.100.9");
    }
}
