//! A column that slipped by a row, was filled down or stands under another heading, over what is there.

use super::*;

const FAMILIES: usize = 8;

/// What an office's files say of eight families.
struct Office {
    people: Vec<[String; 4]>,
    children: Vec<[String; 6]>,
    parents: Vec<[String; 2]>,
}

/// Where it is told, and what slips.
type Slip<'a> = (&'a str, &'a dyn Fn(&mut Office));

fn office() -> Office {
    let words = |of: usize| {
        format!(
            "{}{}",
            ["Bak", "Vis", "Smit", "Kok"][of % 4],
            ["ers", "man"][of / 4]
        )
    };
    let numbers = 0..FAMILIES;
    Office {
        people: numbers
            .clone()
            .map(|it| {
                let first = [
                    "Samira", "Joost", "Fenna", "Emre", "Olga", "Huda", "Tess", "Wim",
                ][it];
                let phone = format!("06 5550 100{it}");
                [format!("o{it}"), first.into(), words(it), phone]
            })
            .collect(),
        children: numbers
            .clone()
            .map(|it| {
                let first = ["Noor", "Daan", "Mila", "Sem", "Zoë", "Ali", "Juno", "Bram"][it];
                let born = format!("2023-0{}-1{it}", it + 1);
                let (group, days) = (["zon", "maan"][it % 2], ["ma", "di", "wo", "do"][it % 4]);
                [
                    format!("k{it}"),
                    first.into(),
                    words(it),
                    born,
                    group.into(),
                    days.into(),
                ]
            })
            .collect(),
        parents: numbers
            .map(|it| [format!("o{it}"), format!("k{it}")])
            .collect(),
    }
}

fn rows<const N: usize>(header: &str, rows: &[[String; N]], end: &str) -> String {
    let lines = rows.iter().map(|it| format!("{}{end}\n", it.join(",")));
    format!("{header}\n{}", lines.collect::<String>())
}

impl Office {
    fn files(&self) -> Vec<Source> {
        let people = rows("id,first_name,last_name,phone", &self.people, "");
        let header = "id,first_name,last_name,birth_date,group,days,from";
        let children = rows(header, &self.children, ",2024-01-01");
        let parents = rows("person,of,role", &self.parents, ",parent");
        sources(&[
            GROUPS,
            (FileKind::People, &people),
            (FileKind::Children, &children),
            (FileKind::Assignments, &parents),
        ])
    }
}

fn slipped<const N: usize>(rows: &mut [[String; N]], column: usize) {
    let last = rows[rows.len() - 1][column].clone();
    for at in (1..rows.len()).rev() {
        rows[at][column] = rows[at - 1][column].clone();
    }
    rows[0][column] = last;
}

fn there() -> World {
    let mut world = World::default();
    world.import(&office().files());
    world
}

#[test]
fn hostile_column_of_children_that_slipped_gives_no_parent_the_child_of_another_family() {
    for column in [0, 1] {
        let mut office = office();
        slipped(&mut office.parents, column);
        let errors = there().errors(&office.files());
        assert!(errors.contains("column of: gives a parent"), "{errors}");
        assert!(errors.contains("--names-moved"), "{errors}");
        assert!(there().plan_moved(&office.files()).is_ok());
    }
}

#[test]
fn a_parent_who_gets_one_more_child_or_a_family_that_grows_together_is_no_slip() {
    let mut office = office();
    // Two parents of two families become one family: each row stays.
    office.parents.push(["o0".into(), "k1".into()]);
    office.parents.push(["o1".into(), "k0".into()]);
    there().plan(&office.files()).unwrap();
    // One relation was wrong, and its row is set right.
    let mut office = self::office();
    office.parents[3][1] = "k4".into();
    there().plan(&office.files()).unwrap();
    // A file with nothing but a new brother or sister of each.
    let mut office = self::office();
    for it in 0..FAMILIES {
        let mut sister = office.children[it].clone();
        sister[0] = format!("z{it}");
        sister[1] = format!("Zus{}", ["a", "b", "c", "d", "e", "f", "g", "h"][it]);
        office.children.push(sister);
        office.parents[it][1] = format!("z{it}");
    }
    there().plan(&office.files()).unwrap();
}

#[test]
fn a_column_that_tells_who_somebody_is_and_changes_in_most_rows_is_refused() {
    let filled_down = |office: &mut Office| {
        office
            .people
            .iter_mut()
            .for_each(|it| it[2] = "Bakkers".into())
    };
    let as_a_series = |office: &mut Office| {
        let children = office.children.iter_mut().enumerate();
        children.for_each(|(at, it)| it[3] = format!("2023-11-{}", 10 + at));
    };
    let under_each_other =
        |office: &mut Office| office.people.iter_mut().for_each(|it| it.swap(1, 2));
    let slips: [Slip<'_>; 3] = [
        ("people.csv line 2, column ", &filled_down),
        ("children.csv line 2, column birth_date: ", &as_a_series),
        ("people.csv line 2, column ", &under_each_other),
    ];
    for (place, slip) in slips {
        let mut office = office();
        slip(&mut office);
        let errors = there().errors(&office.files());
        assert!(errors.contains(place), "{errors}");
        assert!(errors.contains("--names-moved"), "{errors}");
        assert!(there().plan_moved(&office.files()).is_ok());
    }
}

#[test]
fn a_column_of_numbers_days_or_groups_that_changes_in_most_rows_is_taken_with_a_warning() {
    let phones = |office: &mut Office| slipped(&mut office.people, 3);
    let days = |office: &mut Office| slipped(&mut office.children, 5);
    let groups = |office: &mut Office| slipped(&mut office.children, 4);
    let slips: [Slip<'_>; 3] = [
        (
            "people.csv line 2, column phone: changes in 8 of 8 rows",
            &phones,
        ),
        (
            "children.csv line 2, column days: changes in 8 of 8 rows",
            &days,
        ),
        (
            "children.csv line 2, column group: changes in 8 of 8 rows",
            &groups,
        ),
    ];
    for (told, slip) in slips {
        let mut office = office();
        slip(&mut office);
        let plan = there().plan(&office.files()).unwrap();
        let warnings = plan.warnings.lines().join("\n");
        assert!(warnings.contains(told), "{told}\n{warnings}");
    }
    // What changes here and there is nothing to ask about.
    let mut office = office();
    office.people[0][3] = "06 5550 2000".into();
    office.children[1][5] = "vr".into();
    let plan = there().plan(&office.files()).unwrap();
    assert_eq!(plan.warnings.lines().join("\n"), "");
}

#[test]
fn hostile_name_that_is_filled_down_over_a_part_of_the_rows_is_refused() {
    let mut before = office();
    for number in 0..40_u8 {
        let mut other = before.people[0].clone();
        other[0] = format!("x{number}");
        other[1] = format!("Naam{}{}", char::from(b'a' + number % 26), number / 26);
        other[3] = format!("06 5551 2{number:03}");
        before.people.push(other);
    }
    let mut world = World::default();
    world.import(&before.files());
    let mut office = office();
    office.people.clone_from(&before.people);
    for row in &mut office.people[20..30] {
        row[1] = "Emre".into();
    }
    let errors = world.errors(&office.files());
    let told = "people.csv line 22, column first_name: changes in 10 of 48 rows";
    assert!(errors.contains(told), "{errors}");
    assert!(world.plan_moved(&office.files()).is_ok());
}

#[test]
fn hostile_parents_that_are_filled_down_at_the_first_import_are_refused() {
    let all_children_of_one = |office: &mut Office| {
        let parents = office.parents.iter_mut();
        parents.for_each(|it| it[0] = "o0".into());
    };
    let all_parents_of_one = |office: &mut Office| {
        let parents = office.parents.iter_mut();
        parents.for_each(|it| it[1] = "k0".into());
    };
    let mut office = office();
    all_parents_of_one(&mut office);
    let errors = World::default().errors(&office.files());
    assert!(errors.contains("column of: makes 8 parents"), "{errors}");
    assert!(World::default().plan_moved(&office.files()).is_ok());
    // Eight children of one are very many, and may be.
    let mut office = self::office();
    all_children_of_one(&mut office);
    let plan = World::default().plan(&office.files()).unwrap();
    let warnings = plan.warnings.lines().join("\n");
    let told = "column person: makes 8 children";
    assert!(warnings.contains(told), "{warnings}");
    for number in 0..4 {
        let mut child = office.children[number].clone();
        child[0] = format!("z{number}");
        child[1] = format!("Zus{}", char::from(b'a' + number as u8));
        office.children.push(child);
        office.parents.push(["o0".into(), format!("z{number}")]);
    }
    let errors = World::default().errors(&office.files());
    assert!(
        errors.contains("column person: makes 12 children"),
        "{errors}"
    );
}

#[test]
fn hostile_groups_that_exchange_names_or_locations_are_refused_and_one_that_moves_is_told() {
    let groups = |rows: &str| {
        let text = format!("id,name,location,location_name\n{rows}");
        sources(&[(FileKind::Groups, text.as_str())])
    };
    let mut world = World::default();
    world.import(&groups(
        "zon,Zonnetjes,linde,De Linde\nmaan,Maantjes,linde,De Linde\nster,Sterretjes,eik,De Eik\n",
    ));
    for rows in [
        // The column of names slipped, that of ids was sorted, and that of locations slipped.
        "zon,Sterretjes,linde,De Linde\nmaan,Zonnetjes,linde,De Linde\nster,Maantjes,eik,De Eik\n",
        "maan,Zonnetjes,linde,De Linde\nster,Maantjes,linde,De Linde\nzon,Sterretjes,eik,De Eik\n",
        "zon,Zonnetjes,eik,De Eik\nmaan,Maantjes,linde,De Linde\nster,Sterretjes,linde,De Linde\n",
        // The names of the locations.
        "zon,Zonnetjes,linde,De Eik\nmaan,Maantjes,linde,De Eik\nster,Sterretjes,eik,De Linde\n",
    ] {
        let errors = world.errors(&groups(rows));
        assert!(errors.contains("--names-moved"), "{rows}{errors}");
        assert!(world.plan_moved(&groups(rows)).is_ok());
    }
    let moved = "maan,Maantjes,eik,De Eik\n";
    let plan = world.plan(&groups(moved)).unwrap();
    let warnings = plan.warnings.lines().join("\n");
    assert!(
        warnings.contains("moves a group to another location"),
        "{warnings}"
    );
}

#[test]
fn one_parent_who_gets_another_familys_child_in_place_of_the_own_one_is_told() {
    let mut office = office();
    office.parents[3][1] = "k4".into();
    let plan = there().plan(&office.files()).unwrap();
    let warnings = plan.warnings.lines().join("\n");
    let told = "gives a parent a child of another family, and the row of their own child is gone";
    assert!(warnings.contains(told), "{warnings}");
}
