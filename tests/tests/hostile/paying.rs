//! Who pays for requests that come again or that nobody signed: never the device in whose name they are.
//! Knows nothing of what is in them.

use samenspel_model::wire::{compress, encode};
use samenspel_protocol::SYNC_PATH;
use samenspel_tests::support::bare_http::{self, BareAnswer};
use samenspel_tests::support::driven_server::patient;
use samenspel_tests::support::modified_app::{HINTS_PATH, ModifiedApp, empty_request};
use sync_server::config::ServeConfig;

use crate::siege::Siege;

/// What a phone may send at once here; then one a minute.
const BURST: u32 = 30;
const SYNC: (&str, &str) = ("POST", SYNC_PATH);

fn lay() -> Siege {
    Siege::lay_with(&ServeConfig {
        device_requests_per_minute: 1,
        device_requests_burst: BURST,
        ..patient()
    })
}

fn body() -> Vec<u8> {
    compress(&encode(&empty_request()))
}

/// A modified app that says it is another's device and has not its key.
fn impostor(siege: &Siege, of: &ModifiedApp) -> ModifiedApp {
    let mut impostor = siege.stranger();
    impostor.device = of.device;
    impostor
}

/// As if a proxy on the server's machine had seen it come from there.
fn send_from(siege: &Siege, app: &ModifiedApp, address: &str) -> BareAnswer {
    send_with(siege, app, ("x-forwarded-for", address))
}

fn send_with(siege: &Siege, app: &ModifiedApp, (name, said): (&'static str, &str)) -> BareAnswer {
    let body = body();
    let mut headers = app.headers(SYNC, &body, siege.now()).to_headers().to_vec();
    headers.push((name, said.to_owned()));
    bare_http::send(siege.address(), SYNC, &headers, &body).unwrap()
}

fn code(answer: &BareAnswer) -> &'static str {
    answer.error().map_or("ok", |error| error.code())
}

#[test]
fn hostile_captured_request_uses_up_no_phones_share() {
    let siege = lay();
    let samira = siege.device_of(siege.at.samira);
    let body = body();
    let captured = samira.headers(SYNC, &body, siege.now());
    assert_eq!(samira.send_with(&captured, &body).unwrap().status, 200);
    for _ in 0..3 * BURST {
        let answer = samira.send_with(&captured, &body).unwrap();
        assert_eq!(code(&answer), "nonce_reused");
    }
    // One of her own was the captured one, and the share is hers to the last.
    for _ in 1..BURST {
        let answer = samira.send_bytes(&body, siege.now()).unwrap();
        assert_eq!(code(&answer), "ok");
    }
    let answer = samira.send_bytes(&body, siege.now()).unwrap();
    assert_eq!(code(&answer), "rate_limited");
}

#[test]
fn hostile_captured_request_sent_many_times_at_once_counts_once() {
    let siege = lay();
    let samira = siege.device_of(siege.at.samira);
    let body = body();
    let captured = samira.headers(SYNC, &body, siege.now());
    let answered = std::thread::scope(|scope| {
        let sending: Vec<_> = (0..2 * BURST)
            .map(|_| scope.spawn(|| samira.send_with(&captured, &body).unwrap()))
            .collect();
        let answers = sending.into_iter().map(|it| it.join().unwrap());
        answers.filter(|it| it.status == 200).count()
    });
    assert_eq!(answered, 1);
    for _ in 1..BURST {
        let answer = samira.send_bytes(&body, siege.now()).unwrap();
        assert_eq!(code(&answer), "ok");
    }
}

#[test]
fn hostile_captured_hints_request_uses_up_no_phones_share() {
    let siege = lay();
    let samira = siege.device_of(siege.at.samira);
    let captured = samira.headers(("GET", HINTS_PATH), &[], siege.now());
    siege
        .server
        .organisation
        .use_reader_nonce(&captured)
        .unwrap();
    let captured = captured.to_headers();
    let hints = || bare_http::send(siege.address(), ("GET", HINTS_PATH), &captured, &[]);
    for _ in 0..3 * BURST {
        assert_eq!(code(&hints().unwrap()), "nonce_reused");
    }
    let answer = samira.send_bytes(&body(), siege.now()).unwrap();
    assert_eq!(code(&answer), "ok");
}

#[test]
fn hostile_flood_of_forged_requests_is_its_address_own_to_bear() {
    let siege = lay();
    let samira = siege.device_of(siege.at.samira);
    assert_eq!(send_from(&siege, &samira, "192.0.2.7").status, 200);
    let forger = impostor(&siege, &siege.device_of(siege.at.hassan));
    let forged_from = |address| code(&send_from(&siege, &forger, address));
    let refused = (0..3_000).map(|_| forged_from("198.51.100.9"));
    assert!(refused.into_iter().any(|it| it == "rate_limited"));
    // Elsewhere nobody notices; the next network of the same provider's customer is no elsewhere.
    assert_eq!(forged_from("192.0.2.7"), "bad_signature");
    assert_eq!(send_from(&siege, &samira, "192.0.2.7").status, 200);
    // Nor does a phone that shares the address and was there before, in whose name it goes on.
    assert_eq!(send_from(&siege, &samira, "192.0.2.8").status, 200);
    let in_her_name = impostor(&siege, &samira);
    for _ in 0..3_000 {
        let answer = send_from(&siege, &in_her_name, "192.0.2.8");
        assert_eq!(code(&answer), "bad_signature");
    }
    assert_eq!(send_from(&siege, &samira, "192.0.2.8").status, 200);
}

#[test]
fn hostile_address_that_replays_without_end_is_told_later() {
    let siege = lay();
    let samira = siege.device_of(siege.at.samira);
    let body = body();
    let captured = samira.headers(SYNC, &body, siege.now());
    assert_eq!(samira.send_with(&captured, &body).unwrap().status, 200);
    let replayed = (0..3_000).map(|_| samira.send_with(&captured, &body).unwrap());
    assert!(replayed.into_iter().any(|it| code(&it) == "rate_limited"));
    let answer = samira.send_bytes(&body, siege.now()).unwrap();
    assert_eq!(code(&answer), "ok");
}

/// Behind two proxies, the outer one on another machine.
fn lay_behind_proxies() -> Siege {
    Siege::lay_with(&ServeConfig {
        trusted_proxies: "10.1.0.0/24".parse().unwrap(),
        ..patient()
    })
}

#[test]
fn hostile_beginning_of_a_chain_of_proxies_makes_nobody_somebody_else() {
    let siege = lay_behind_proxies();
    let samira = siege.device_of(siege.at.samira);
    let forger = impostor(&siege, &siege.device_of(siege.at.hassan));
    let forms = [
        ("x-forwarded-for", "", "198.51.100.9"),
        ("forwarded", "for=", "198.51.100.8"),
        ("forwarded", "for=", "\"[2001:db8::9]\""),
    ];
    for (name, of, address) in forms {
        // Another address each time, a proxy's own among them.
        let told = (0..3_000).map(|number| {
            let other = format!("192.0.2.{}", number % 250);
            let spoofed = [other.as_str(), "10.1.0.2", "127.0.0.1"][number % 3];
            let chain = format!("{of}{spoofed}, {of}{address}, {of}10.1.0.2");
            code(&send_with(&siege, &forger, (name, &chain)))
        });
        assert!(told.into_iter().any(|it| it == "rate_limited"), "{address}");
    }
    // Those whom he named pay for nothing.
    for address in ["192.0.2.1", "192.0.2.1, 10.1.0.2", "10.1.0.2", "127.0.0.1"] {
        assert_eq!(code(&send_from(&siege, &forger, address)), "bad_signature");
        assert_eq!(send_from(&siege, &samira, address).status, 200);
    }
}

#[test]
fn hostile_word_of_where_one_is_that_is_garbage_or_very_long() {
    let siege = lay_behind_proxies();
    let samira = siege.device_of(siege.at.samira);
    let open_quote = "for=\"192.0.2.7, for=198.51.100.9";
    let many = "192.0.2.7, ".repeat(1_300);
    for said in [
        "",
        ",",
        ";;=",
        "for=",
        "unknown",
        "for=_x",
        "256.1.1.1",
        open_quote,
        &many,
    ] {
        for name in ["x-forwarded-for", "forwarded"] {
            assert_eq!(
                send_with(&siege, &samira, (name, said)).status,
                200,
                "{said}"
            );
        }
    }
    let endless = "192.0.2.7, ".repeat(1_900);
    let answer = send_from(&siege, &samira, &endless);
    assert_eq!(answer.status, 431);
    assert_eq!(send_from(&siege, &samira, "192.0.2.7").status, 200);
}
