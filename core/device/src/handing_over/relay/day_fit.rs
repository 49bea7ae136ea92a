//! Cuts what a day brief could tell to what fits: the most important first, each thing whole or not at
//! all, and what was left out is said. Knows nothing of where it comes from.

use super::day::{
    BRIEF_BYTES_MAX, BriefChild, BriefCollector, BriefNote, DAY_BYTES_MAX, DayBrief, DayPass,
    LeftOut, Matter, SignedBrief,
};
use super::{Relayed, seal};
use samenspel_model::entry::SignatureBytes;
use samenspel_model::ids::ChildId;
use samenspel_model::wire::encode;
use samenspel_protocol::SignedCommand;
use samenspel_rules::directory::Person;

/// What is left out is named so often; the rest is counted.
const LEFT_OUT_MAX: usize = 64;
/// Room for what was not counted: the brief's signature, and what is left out after the last that fits.
const SPARE_BYTES: usize = 1_600;

/// One thing to tell, which is told whole or not at all.
#[derive(Debug, Clone, Default)]
pub struct Piece {
    /// The child, where this is the child itself.
    pub child: Option<BriefChild>,
    /// Who may take it home.
    pub collectors: Vec<BriefCollector>,
    /// Notes.
    pub notes: Vec<BriefNote>,
    /// Whom it names.
    pub people: Vec<Person>,
    /// Notes that the server does not have yet.
    pub entries: Vec<Relayed>,
}

/// What a brief is made of before it is cut to size.
#[derive(Debug, Clone, Default)]
pub struct Pieces(Vec<(Matter, Option<ChildId>, Piece)>);

impl Pieces {
    /// Adds something about a child, or about the group itself.
    pub fn add(&mut self, matter: Matter, child: Option<ChildId>, piece: Piece) {
        self.0.push((matter, child, piece));
    }

    /// Puts into a pass as much as fits, the most important first; what does not is said.
    pub fn fit_into(mut self, brief: DayBrief, grant: &SignedCommand) -> (DayBrief, Vec<Relayed>) {
        // As added within a matter: the order of the cards.
        self.0.sort_by_key(|(matter, ..)| *matter);
        let (mut brief, mut entries) = (brief, Vec::new());
        for (matter, child, piece) in self.0 {
            let (mut next, mut next_entries) = (brief.clone(), entries.clone());
            let has_place = put(&mut next, &mut next_entries, child, piece);
            if has_place && fits(&next, grant, &next_entries) {
                (brief, entries) = (next, next_entries);
            } else if has_place || matter == Matter::Child {
                leave_out(&mut brief, LeftOut { child, matter });
            }
        }
        (brief, entries)
    }
}

fn leave_out(brief: &mut DayBrief, what: LeftOut) {
    match brief.left_out.len() < LEFT_OUT_MAX {
        true => brief.left_out.push(what),
        false => brief.more_left_out = brief.more_left_out.saturating_add(1),
    }
}

fn fits(brief: &DayBrief, grant: &SignedCommand, entries: &[Relayed]) -> bool {
    let pass = DayPass {
        grant: grant.clone(),
        brief: SignedBrief {
            body: encode(brief),
            signature: SignatureBytes([0; 64]),
        },
        entries: entries.to_vec(),
    };
    seal::day_bytes(&pass) <= DAY_BYTES_MAX - SPARE_BYTES
        && encode(&pass).len() <= BRIEF_BYTES_MAX - SPARE_BYTES
}

/// Whether there was a place for it: what is told of a child that did not fit has none.
fn put(
    brief: &mut DayBrief,
    entries: &mut Vec<Relayed>,
    child: Option<ChildId>,
    piece: Piece,
) -> bool {
    for person in piece.people {
        if !brief.people.iter().any(|it| it.id == person.id) {
            brief.people.push(person);
        }
    }
    for relayed in piece.entries {
        if !entries.contains(&relayed) {
            entries.push(relayed);
        }
    }
    if let Some(child) = piece.child {
        brief.children.push(child);
        return true;
    }
    match child {
        None => brief.of_group.extend(piece.notes),
        Some(id) => {
            let Some(row) = brief.children.iter_mut().find(|it| it.child.id == id) else {
                return false;
            };
            row.collectors.extend(piece.collectors);
            row.notes.extend(piece.notes);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::day::BriefStanding;
    use super::*;
    use samenspel_model::ids::{DeviceId, EntryKey, GroupId, LocationId, OrgId, PersonId};
    use samenspel_model::series::{DocumentKind, Series, Subject};
    use samenspel_model::time::UnixMillis;
    use samenspel_rules::directory::{Child, Group};
    use samenspel_rules::partnership::Told;
    use samenspel_rules::schema::notes::{Medical, MedicalMatter, Rhythm};

    const GROUP: GroupId = GroupId([6; 16]);

    fn empty() -> DayBrief {
        DayBrief {
            org: OrgId([1; 16]),
            to: DeviceId([2; 16]),
            from: DeviceId([3; 16]),
            grant: [4; 32],
            made_at: UnixMillis(5),
            as_of: None,
            group: Group {
                id: GROUP,
                location: LocationId([7; 16]),
                name: "Rupsen".into(),
            },
            people: Vec::new(),
            children: Vec::new(),
            of_group: Vec::new(),
            left_out: Vec::new(),
            more_left_out: 0,
        }
    }

    /// Bytes that do not compress.
    fn noise(seed: u64, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        let mut hasher = blake3::Hasher::new();
        hasher.update(&seed.to_be_bytes());
        hasher.finalize_xof().fill(&mut bytes);
        bytes
    }

    fn id(number: u64) -> [u8; 16] {
        noise(number, 16).try_into().unwrap()
    }

    fn child(number: u64) -> Piece {
        let child = Child {
            id: ChildId(id(number)),
            first_name: format!("Kind {number}"),
            last_name: String::new(),
            birth_date: "2024-03-05".into(),
            languages: Vec::new(),
        };
        Piece {
            child: Some(BriefChild {
                child,
                standing: BriefStanding::Expected,
                collectors: Vec::new(),
                notes: Vec::new(),
            }),
            ..Piece::default()
        }
    }

    fn note<N: samenspel_rules::schema::Note>(number: u64, note: N) -> Piece {
        let told = Told {
            key: EntryKey {
                person: PersonId([9; 16]),
                entry: id(number + 1_000_000),
            },
            series: Series {
                org: OrgId([1; 16]),
                kind: DocumentKind::ChildCore,
                subject: Subject::Child(ChildId(id(number))),
            },
            at: UnixMillis(1),
            is_sent: true,
            is_corrected: false,
            language: None,
            replies_to: None,
            copied_from: None,
            original_author: None,
            note,
        };
        Piece {
            notes: vec![BriefNote::of(&told)],
            ..Piece::default()
        }
    }

    fn words(seed: u64, length: usize) -> String {
        noise(seed, length / 2)
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect()
    }

    fn grant() -> SignedCommand {
        SignedCommand {
            body: noise(1, 200),
            signature: SignatureBytes([1; 64]),
        }
    }

    fn bytes_of(brief: &DayBrief) -> usize {
        seal::day_bytes(&DayPass {
            grant: grant(),
            brief: SignedBrief {
                body: encode(brief),
                signature: SignatureBytes(noise(2, 64).try_into().unwrap()),
            },
            entries: Vec::new(),
        })
    }

    #[test]
    fn the_most_important_stays_and_what_did_not_fit_is_said() {
        let mut pieces = Pieces::default();
        for number in 0..30 {
            let who = Some(ChildId(id(number)));
            // Added in the wrong order on purpose.
            let rhythm = Rhythm {
                text: Some(words(number, 1_200)),
                ..Rhythm::new()
            };
            pieces.add(Matter::Rhythm, who, note(number, rhythm));
            let peanut = Medical::new(MedicalMatter::Allergy, "Pinda".into());
            pieces.add(Matter::Medical, who, note(number, peanut));
            pieces.add(Matter::Child, who, child(number));
        }
        let (brief, _) = pieces.fit_into(empty(), &grant());
        assert!(bytes_of(&brief) <= DAY_BYTES_MAX);
        assert_eq!(brief.children.len(), 30);
        let has = |kind: &str| {
            let told = |it: &&BriefChild| it.notes.iter().any(|note| note.kind == kind);
            brief.children.iter().filter(told).count()
        };
        assert_eq!(has("medical"), 30, "allergies go before rhythms");
        let rhythms = has("rhythm");
        assert!((5..30).contains(&rhythms), "{rhythms}");
        assert_eq!(brief.left_out.len(), 30 - rhythms);
        assert!(brief.left_out.iter().all(|it| it.matter == Matter::Rhythm));
    }

    #[test]
    fn one_endless_text_takes_no_room_from_the_rest() {
        let mut pieces = Pieces::default();
        let who = Some(ChildId(id(1)));
        pieces.add(Matter::Child, who, child(1));
        let endless = Medical::new(MedicalMatter::Allergy, words(7, 60_000));
        pieces.add(Matter::Medical, who, note(1, endless));
        let milk = Medical::new(MedicalMatter::Allergy, "Melk".into());
        pieces.add(Matter::Medical, who, note(2, milk));
        let (brief, _) = pieces.fit_into(empty(), &grant());
        assert_eq!(brief.children[0].notes.len(), 1);
        let matter = Matter::Medical;
        assert_eq!(brief.left_out, [LeftOut { child: who, matter }]);
    }

    #[test]
    fn a_thousand_children_are_cut_and_counted() {
        let mut pieces = Pieces::default();
        for number in 0..1_000 {
            let who = Some(ChildId(id(number)));
            pieces.add(Matter::Child, who, child(number));
            let milk = Medical::new(MedicalMatter::Allergy, "Melk".into());
            pieces.add(Matter::Medical, who, note(number, milk));
        }
        let (brief, _) = pieces.fit_into(empty(), &grant());
        assert!(bytes_of(&brief) <= DAY_BYTES_MAX);
        let told = brief.children.len();
        let said = brief.left_out.len() + brief.more_left_out as usize;
        // Of who is not there nothing else can be missing.
        let without_medical = brief.children.iter().filter(|it| it.notes.is_empty());
        assert_eq!(said, 1_000 - told + without_medical.count());
    }
}
