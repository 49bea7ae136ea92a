# Samenspel, zinnenboek in het Nederlands. Taalniveau B1: korte zinnen, gewone woorden.
# Sleutels: <soort>, <soort>-<veld>, <soort>-<veld>-<code>; zie core/src/phrasebook.
# Wij schrijven "samen" en "afspraak".

## Talen
language-nl = Nederlands
language-en = Engels
language-tr = Turks
language-ar = Arabisch
language-pl = Pools
language-uk = Oekraïens
language-other = een andere taal ({ $tag })

## Namen en opsommingen
somebody = iemand
the-child = het kind
    .first = Het kind
list-more = { $rest }, { $next }
list-and = { $rest } en { $last }

## Dag en tijd
time-of-day = { $hour }:{ $minute }
day = { $weekday } { $day } { $month }
day-and-time = { $day }, { $time }
day-with-year = { $day } { $month } { $year }
decimal-number = { $whole },{ $tenth }
weekday-1 = maandag
weekday-2 = dinsdag
weekday-3 = woensdag
weekday-4 = donderdag
weekday-5 = vrijdag
weekday-6 = zaterdag
weekday-7 = zondag
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

## Leeftijd
age-weeks = { $weeks ->
    [one] 1 week
   *[other] { $weeks } weken
}
age-months = { $months ->
    [one] 1 maand
   *[other] { $months } maanden
}
age-years = { $years } jaar
age-years-and-months = { $years } jaar en { $months ->
    [one] 1 maand
   *[other] { $months } maanden
}

## Waar een notitie is
status-draft = Concept
    .help = Alleen jij ziet dit. Verstuur het als het klaar is.
status-on_this_device = Op dit toestel
    .help = De notitie is veilig bewaard op dit toestel. Ze gaat vanzelf weg als er verbinding is.
status-sent = Verzonden
    .help = De notitie is aangekomen. Je hoeft niets meer te doen.
status-read_by = Gelezen door { $names }
    .help = De notitie is gelezen. Je hoeft niets meer te doen.
status-taken_over_by = Overgenomen door { $names }
    .help = Je collega zorgt er nu voor. Je hoeft niets meer te doen.
status-held = Wacht op de leidinggevende
    .help = De leidinggevende kijkt er eerst naar. Je hoeft niets te doen.
status-refused = Geweigerd
    .help = De notitie is niet toegevoegd. Je tekst is er nog. Lees waarom en wat je kunt doen.

## Waarom een notitie niet is toegevoegd
refusal-malformed = Er ging iets mis met deze notitie. Je tekst is er nog. Schrijf de notitie opnieuw.
refusal-too_large = Deze notitie is te lang. Maak er twee kortere van.
refusal-bad_signature = We kunnen niet zien of deze notitie echt van dit toestel komt. Schrijf de notitie opnieuw. Gebeurt het nog eens? Bel dan de leidinggevende.
refusal-unknown_device = Dit toestel is niet aangemeld. Vraag de leidinggevende om een nieuwe uitnodiging.
refusal-not_the_author = Met dit profiel kun je niet onder deze naam schrijven. Kies je eigen naam en schrijf de notitie opnieuw.
refusal-wrong_organisation = Deze notitie hoort bij een andere organisatie. Open het account van die organisatie en schrijf de notitie daar.
refusal-unknown_subject = Dit kind of deze groep staat niet in Samenspel. Kijk of je het goede kind of de goede groep hebt gekozen.
refusal-not_allowed = Je mag dit hier niet schrijven. Vraag een collega of de leidinggevende om hulp.
refusal-personal_profile_required = Dit kan niet met het profiel van de groep. Open je eigen profiel en doe het daar.
refusal-wrong_document = Deze notitie past hier niet. Kies een andere plek en verstuur de notitie opnieuw.
refusal-field_missing = Er is iets nog niet ingevuld. Vul het in en verstuur de notitie opnieuw.
refusal-field_invalid = Er is iets ingevuld wat niet kan. Verbeter het en verstuur de notitie opnieuw.
refusal-schema_too_new = Je app is nieuwer dan onze server. Je tekst is er nog. Probeer het morgen opnieuw.
refusal-key_reused = Op de plek van deze notitie staat al een andere notitie. Je tekst is er nog. Schrijf de notitie opnieuw.
refusal-period_expired = Deze notitie is van te lang geleden. Die tijd is al gewist. Is het nog belangrijk? Schrijf dan een nieuwe notitie.
refusal-unknown_reference = De notitie waar dit bij hoort, is er niet. Kijk of er een andere is, of schrijf een nieuwe notitie.
refusal-only_nothing_special = Er is altijd wel een goed moment om te vertellen. Kies er één en verstuur je bericht. Je concept staat er nog.
refusal-text_actor = Deze wijziging in de tekst hoort niet bij dit toestel. Open de tekst opnieuw en wijzig hem nog eens.
refusal-text_sequence = Er ontbreekt een eerdere wijziging van deze tekst. Open de tekst opnieuw en wijzig hem nog eens.
refusal-text_operation = Deze tekst kan niet op deze manier gewijzigd worden. Open de tekst opnieuw en typ je wijziging.
refusal-text_encoding = We kunnen deze wijziging in de tekst niet lezen. Werk de app bij en wijzig de tekst nog eens.
refusal-text_too_long = De tekst wordt te lang. Maak de tekst korter, of maak een tweede afspraak.
refusal-text_trial = Deze wijziging in de tekst lukte niet. Open de tekst opnieuw en wijzig steeds een klein stuk.
refusal-approval_lapsed = De tekst is veranderd nadat je hem las. Lees de nieuwe tekst en geef dan je akkoord.
refusal-period_full = Er passen hier nu geen notities meer bij. Je tekst is er nog. Vraag de leidinggevende om hulp.
refusal-discarded = De leidinggevende heeft deze notitie niet toegevoegd. Vraag de leidinggevende waarom.

## Waarom een notitie later gaat
later-rate = Er gaan nu veel notities tegelijk weg. Deze gaat straks vanzelf. Je hoeft niets te doen.
later-quota = Je hebt hier al heel veel geschreven. De notitie blijft op dit toestel en gaat later vanzelf weg. Is er haast? Bel dan.
later-unknown_subject = Dit kind of deze groep is nog niet bekend bij de server. De notitie gaat later vanzelf weg. Je hoeft niets te doen.
later-missing_base = Een eerdere wijziging van deze tekst is nog onderweg. Die van jou gaat daarna vanzelf. Je hoeft niets te doen.
later-after_earlier = Een eerdere notitie gaat voor. Deze gaat daarna vanzelf. Je hoeft niets te doen.

## Waarom een notitie op de leidinggevende wacht
hold-access_ended = Je hoort niet meer bij deze groep of dit kind. De leidinggevende beslist of de notitie erbij komt. Je hoeft niets te doen.
hold-device_revoked = Dit toestel is geblokkeerd. De notitie is bewaard en de leidinggevende beslist wat ermee gebeurt. Vraag de leidinggevende om een nieuwe uitnodiging.

## Waarom de verbinding met de server niet lukt
request-malformed = De server begrijpt deze app niet. Je notities staan veilig op dit toestel. Werk de app bij.
request-too_large = Er ging te veel tegelijk naar de server. De app probeert het in kleinere stukken. Je hoeft niets te doen.
request-unsupported_version = Deze app is te oud voor de server. Je notities staan veilig op dit toestel. Werk de app bij.
request-unknown_organisation = Deze organisatie is hier niet bekend. Vraag de leidinggevende om een nieuwe uitnodiging.
request-unknown_device = Dit toestel is niet aangemeld. Vraag de leidinggevende om een nieuwe uitnodiging.
request-device_revoked = Dit toestel is geblokkeerd. Wat je schreef, gaat nog naar de leidinggevende. Vraag om een nieuwe uitnodiging.
request-bad_signature = De server herkent dit toestel niet. Je notities staan veilig op dit toestel. Vraag de leidinggevende om hulp.
request-clock_wrong = De klok van dit toestel loopt verkeerd. Zet in de instellingen de tijd op automatisch. De app probeert het opnieuw.
request-nonce_reused = Dit bericht was al aangekomen. De app gaat vanzelf verder. Je hoeft niets te doen.
request-rate_limited = Het is nu druk. De app probeert het straks opnieuw. Je hoeft niets te doen.
request-unavailable = De server is even niet bereikbaar. Je notities staan veilig op dit toestel. De app probeert het straks opnieuw.
request-invitation_unknown = Deze uitnodiging kennen we niet. Kijk of je de code goed hebt getypt, of vraag een nieuwe.
request-invitation_used = Deze uitnodiging is al gebruikt. Vraag de leidinggevende om een nieuwe.
request-invitation_expired = Deze uitnodiging is te oud. Vraag de leidinggevende om een nieuwe.

## Onbekend
unknown-note = Dit is een nieuw soort notitie. Werk de app bij om die te lezen.
unknown-code = Hier staat iets wat deze app nog niet kent. Werk de app bij om het te lezen.

## Van collega naar collega
handover = Overdracht
handover-state-calm = Het gaat goed met { $child }.
handover-state-watch = Houd { $child } in de gaten.
handover-state-act = Er is actie nodig voor { $child }.
handover-summary = Kort
handover-to_do = Te doen
handover-to_do_by = Klaar vóór { $time }
handover-to_do_who = Wie dit doet: { $name }
handover-if_then = Als … dan …
read_back = Overdracht gelezen en begrepen
open_item = Nog te doen
open_item-what = Wat
open_item-until = Tot { $time }
take_over = Overgenomen
close_item = Klaar
close_item-text = Hoe het ging
notice = Let op
notice-until = Geldt tot { $time }
presence = Aanwezigheid
presence-what-arrived = { $child } is gekomen.
presence-what-left = { $child } is naar huis gegaan.
presence-at = Wanneer: { $time }
presence-by = Gebracht of opgehaald door

## De dag
drop_off = Brengbericht
drop_off-mood-happy = { $child } is vrolijk vandaag.
drop_off-mood-as_usual = { $child } is zoals altijd.
drop_off-mood-tired = { $child } is moe vandaag.
drop_off-mood-sad = { $child } is verdrietig vandaag.
drop_off-mood-restless = { $child } is onrustig vandaag.
drop_off-mood-clingy = { $child } wil vandaag graag dicht bij iemand zijn.
drop_off-mood-unwell = { $child } voelt zich niet zo lekker.
drop_off-slept-well = { $child } heeft vannacht goed geslapen.
drop_off-slept-as_usual = { $child } heeft vannacht geslapen zoals altijd.
drop_off-slept-badly = { $child } heeft vannacht slecht geslapen.
drop_off-slept-short = { $child } heeft vannacht kort geslapen.
drop_off-woke_at = Wakker sinds { $time }
drop_off-fed_at = Laatst gegeten of gedronken: { $time }
drop_off-collects = Wie ophaalt
drop_off-collects_at = Ophalen: { $time }
drop_off-to_know = Goed om te weten
drop_off-medicine-yes = { $child } heeft thuis een medicijn gekregen.
drop_off-medicine-no = { $child } heeft thuis geen medicijn gekregen.
pick_up = Ophaalbericht
pick_up-text = Over dit moment
pick_up-keep_for_door = Voor aan de deur
pick_up-question = Een vraag aan jou
discussed = Aan de deur besproken
day_log = Dagboekje
day_log-what-sleep = { $child } heeft geslapen.
day_log-what-feed = { $child } heeft gegeten of gedronken.
day_log-what-nappy = { $child } is verschoond of naar de wc geweest.
day_log-what-play = { $child } heeft gespeeld.
day_log-from = Vanaf { $time }
day_log-to = Tot { $time }
day_log-amount = { $count } ml
day_log-code-bottle = Een fles
day_log-code-breast_milk = Moedermelk
day_log-code-formula = Flesvoeding
day_log-code-fruit = Fruit
day_log-code-bread = Brood
day_log-code-warm_meal = Een warme maaltijd
day_log-code-snack = Een tussendoortje
day_log-code-water = Water
day_log-code-ate_all = Alles gegeten
day_log-code-ate_half = Ongeveer de helft gegeten
day_log-code-ate_little = Weinig gegeten
day_log-code-wet = Plasluier
day_log-code-dirty = Poepluier
day_log-code-dry = De luier was droog
day_log-code-potty = Op het potje of de wc
day_log-code-in_bed = In bed
day_log-code-in_pram = In de kinderwagen
day_log-code-inside = Binnen
day_log-code-outside = Buiten
day_log-code-craft = Knutselen
day_log-code-music = Muziek
day_log-code-reading = Voorlezen
day_log-code-free_play = Vrij spelen
day_change = Vandaag anders
day_change-what-not_coming = { $child } komt niet.
day_change-what-later = { $child } komt later.
day_change-what-earlier = { $child } gaat eerder naar huis.
day_change-what-other_collector = Iemand anders haalt { $child } op.
day_change-reason = Reden: { $value }
day_change-reason-ill = ziek
day_change-reason-day_off = vrije dag
day_change-reason-family = familie
day_change-reason-appointment = bezoek aan bijvoorbeeld de dokter of tandarts
day_change-reason-other = iets anders
day_change-symptoms = Klachten: { $value }
day_change-at = Wanneer: { $time }

## Van thuis
home_note = Bericht van thuis
home_note-topic-mood = hoe het met { $child } gaat
home_note-topic-family_event = iets in de familie
home_note-topic-nice_moment = een mooi moment thuis
home_note-topic-new_skill = iets nieuws dat { $child } kan
home_note-expires = Geldt tot { $time }
marks = Gelezen
marks-read = { $count ->
    [one] 1 bericht gelezen
   *[other] { $count } berichten gelezen
}
marks-part_of_day-morning = In de ochtend
marks-part_of_day-afternoon = In de middag
marks-part_of_day-evening = In de avond
marks-part_of_day-night = In de nacht
thanks = Bedankt!
helped = Dit heeft ons geholpen
family_card = Over ons gezin
family_card-names = Namen, en hoe je ze zegt
family_card-customs = Wat bij ons gewoon is
family_card-languages = Talen thuis
family_card-hopes = Wat we hopen voor ons kind
talk_request = Graag even praten
talk_request-subject = Over: { $value }
talk_request-subject-sleep = slapen
talk_request-subject-food = eten
talk_request-subject-play = spelen
talk_request-subject-behaviour = gedrag
talk_request-subject-other = iets anders
talk_request-subject-tell_myself = dat vertel ik liever zelf
talk_request-urgency-no_hurry = Er is geen haast.
talk_request-urgency-this_week = Graag deze week.
talk_request-urgency-call_today = Ik bel je vandaag.
talk_request-how = Hoe: { $value }
talk_request-how-phone = aan de telefoon
talk_request-how-in_person = op de groep
talk_request-how-either = aan de telefoon of op de groep
talk_request-times = Wanneer het kan
contact_plan = Zo houden we contact
contact_plan-rhythm-weekly = Elke week
contact_plan-rhythm-monthly = Elke maand
contact_plan-rhythm-quarterly = Elke drie maanden
contact_plan-rhythm-when_needed = Als het nodig is
contact_plan-channel-door = Aan de deur
contact_plan-channel-phone = Aan de telefoon
contact_plan-channel-app = In de app
contact_plan-channel-in_person = In een gesprek
contact_plan-detail-brief = Kort
contact_plan-detail-normal = Gewoon
contact_plan-detail-extensive = Uitgebreid
contact_plan-declined_until = Liever niet tot { $time }
contact_mark = We hebben elkaar gesproken
contact_mark-what-door = Aan de deur
contact_mark-what-call = Aan de telefoon
contact_mark-what-talk = In een gesprek
contact_mark-what-home_visit = Op huisbezoek
contact_mark-at = Wanneer: { $time }
share = Samen gedeeld
share-receiver = Voor: { $value }
share-receiver-school = de school
share-receiver-after_school = de buitenschoolse opvang
share-receiver-youth_health = het consultatiebureau
share-receiver-other = iemand anders
share-receiver_name = Naam

## Gezien, gevraagd, geantwoord
observation = Wat we zagen
observation-seen = Gezien
observation-meaning = Wat het betekent, denken we
observation-next = Wat we nu doen
proposal = Voorstel van de stagiair
proposal-for_kind = Voorstel voor: { $value }
proposal-for_kind-observation = wat we zagen
proposal-for_kind-pick_up = ophaalbericht
proposal-for_kind-question = vraag
proposal-for_kind-notice = let op
proposal-seen = Gezien
proposal-meaning = Wat het betekent, denk ik
proposal-next = Wat we nu kunnen doen
question = Vraag
question-text = De vraag
question-options = Mogelijke antwoorden
question-reply_by = Graag antwoord vóór { $time }
concern = Zorg
concern-text = Wat ons bezighoudt
concern-owner = Wie dit oppakt: { $name }
concern-reply_by = Graag antwoord vóór { $time }
reply = Antwoord
reply-text = Het antwoord
see_it_differently = Wij zien het anders
see_it_differently-text = Hoe wij het zien

## Wat moet kloppen
medical = Gezondheid
medical-what-allergy = { $child } heeft een allergie.
medical-what-intolerance = { $child } kan ergens niet goed tegen.
medical-what-condition = { $child } heeft een aandoening.
medical-what-medicine = { $child } gebruikt een medicijn.
medical-substance = Wat
medical-severity-mild = Licht
medical-severity-severe = Ernstig
medical-since = Sinds { $time }
medical-withdrawn-yes = Dit geldt niet meer.
medical_resolution = Gezondheid: bevestigd
medical_resolution-text = Zo is het nu
collector = Wie mag ophalen
collector-name = Naam
collector-relation = Wie dit is voor het kind
collector-withdrawn-yes = Deze persoon mag niet meer ophalen.
consent = Toestemming
consent-purpose = Voor: { $value }
consent-purpose-photos_inside = foto’s voor de groep en de ouders
consent-purpose-photos_website = foto’s op de website
consent-purpose-outing = uitstapjes
consent-purpose-sun_cream = insmeren tegen de zon
consent-purpose-paracetamol = paracetamol geven
consent-purpose-share_school = informatie delen met de school
consent-purpose-share_after_school = informatie delen met de buitenschoolse opvang
consent-purpose-share_youth_health = informatie delen met het consultatiebureau
consent-purpose-go_home_alone = alleen naar huis gaan
consent-purpose-observation = opschrijven wat we zien
consent-given-yes = Ja, dat mag.
consent-given-no = Nee, dat mag niet.
rhythm = Het ritme van { $child }
rhythm-text = Slapen, eten en troosten
rhythm-since = Sinds { $time }
expectations = Wat we van elkaar verwachten
our_way = Zo doen wij het
medicine_agreement = Afspraak over een medicijn
medicine_agreement-medicine = Medicijn
medicine_agreement-dose = Hoeveel
medicine_agreement-times = Wanneer
medicine_agreement-how = Hoe
medicine_agreement-from = Vanaf { $time }
medicine_agreement-to = Tot { $time }
medicine_agreement-expires = Houdbaar tot { $time }
medicine_agreement-prescriber = Voorgeschreven door
medicine_agreement-first_given_at_home-yes = De eerste keer was thuis.
medicine_agreement-first_given_at_home-no = Thuis is het nog niet gegeven.
medicine_agreement-kept = Waar het ligt
medicine_agreement-given_by = Wie het mag geven
medicine_agreement-withdrawn-yes = Deze afspraak geldt niet meer.

## Zorg
medicine_dose = Medicijn gegeven
medicine_dose-medicine = Medicijn
medicine_dose-dose = Hoeveel
medicine_dose-at = Wanneer: { $time }
medicine_dose-given_by = Gegeven door { $name }
medicine_dose-checked_by = Gecontroleerd door { $name }
incident = Ongelukje
incident-what-fall = { $child } is gevallen.
incident-what-bump = { $child } heeft zich gestoten.
incident-what-bite = { $child } is gebeten.
incident-what-cut = { $child } heeft een wondje.
incident-what-sting = { $child } is gestoken door een insect.
incident-what-burn = { $child } heeft zich gebrand.
incident-what-choking = { $child } heeft zich verslikt.
incident-what-other = Er is iets gebeurd met { $child }.
incident-at = Wanneer: { $time }
incident-action-comforted = We hebben { $child } getroost.
incident-action-cooled = We hebben de plek gekoeld.
incident-action-plaster = We hebben een pleister geplakt.
incident-action-first_aid = We hebben eerste hulp gegeven.
incident-action-doctor = We zijn naar de dokter gegaan.
incident-action-emergency = We hebben 112 gebeld.
illness = Ziek op de groep
illness-symptoms = { $child } heeft klachten: { $value }
illness-at = Wanneer: { $time }
illness-temperature_tenths = { $value } graden
illness-action-watched = We houden het in de gaten.
illness-action-parent_called = We hebben een ouder gebeld.
illness-action-collected = { $child } is opgehaald.
illness-action-doctor = We zijn naar de dokter gegaan.
illness-action-emergency = We hebben 112 gebeld.

## Samen
agreement = Afspraak
agreement-text = Wat we afspreken
agreement-from = Vanaf { $time }
agreement-review_at = We bekijken dit samen opnieuw: { $time }
talk_report = Verslag van een gesprek
talk_report-text = Wat we bespraken
talk_report-at = Wanneer: { $time }
talk_report-purpose-ten_minutes = Tienminutengesprek
talk_report-purpose-intake = Kennismaken
talk_report-purpose-sensitive = Een gesprek in alle rust
talk_report-purpose-home_visit = Huisbezoek
talk_report-purpose-other = Een ander gesprek
text_edit = De tekst is gewijzigd
approval = Akkoord met de tekst
agenda_item = Om over te praten

## Voor iedereen
board_item = Prikbord
board_item-code-closed = We zijn gesloten.
board_item-code-chickenpox = Er zijn waterpokken op de groep.
board_item-code-head_lice = Er is hoofdluis op de groep. Kijk het haar goed na.
board_item-code-stomach_bug = Er is buikgriep op de groep.
board_item-code-rubber_boots = Neem laarzen mee.
board_item-code-sun_cream = Smeer je kind thuis in tegen de zon.
board_item-code-swimming = We gaan zwemmen. Neem een handdoek en zwemkleren mee.
board_item-code-outing = We gaan op stap.
board_item-code-birthday = Er is een feestje op de groep.
board_item-code-study_day = Het is studiedag voor het team.
board_item-code-photographer = De fotograaf komt.
board_item-code-other = Een bericht voor iedereen
board_item-at = Wanneer: { $time }
board_item-until = Tot { $time }
handbook_page = Handboek
handbook_page-title = Titel
handbook_page-version = Versie { $count }
staff_card = Wie ik ben
staff_card-training = Opleiding
staff_card-topics = Waar ik veel van weet
staff_card-languages = Talen die ik spreek

## Rechtzetten
correction = Verbeterd
retraction = Ingetrokken
retraction-reason = Reden: { $value }
retraction-reason-wrong_child = het ging over een ander kind
retraction-reason-wrong_facts = het klopte niet
retraction-reason-not_wanted = liever niet bewaard
retraction-reason-other = iets anders

## Velden van meer soorten
field-text = Tekst
field-topic = Over: { $value }
field-topic-sleep = slapen
field-topic-food = eten
field-topic-comfort = troosten
field-topic-limits = grenzen
field-topic-play = spelen
field-topic-language = taal
field-topic-behaviour = gedrag
field-topic-friends = vriendjes
field-topic-toilet = naar de wc gaan
field-topic-health = gezondheid
field-topic-other = iets anders
field-domain = Over: { $value }
field-domain-social_emotional = gevoel en omgaan met anderen
field-domain-motor = bewegen
field-domain-language = taal
field-domain-thinking = denken en begrijpen
field-domain-creative = maken en fantasie
field-domain-self_care = zelf doen
field-domain-nature = natuur en ontdekken
field-domain-other = iets anders
field-symptoms-fever = koorts
field-symptoms-cough = hoesten
field-symptoms-cold = verkoudheid
field-symptoms-vomiting = overgeven
field-symptoms-diarrhoea = diarree
field-symptoms-rash = uitslag op de huid
field-symptoms-eye_infection = ontstoken oog
field-symptoms-ear_pain = oorpijn
field-symptoms-tired = hangerig zijn
field-symptoms-not_eating = niet willen eten
field-symptoms-other = iets anders
field-told-not_yet = De ouder weet het nog niet.
field-told-called = We hebben het de ouder aan de telefoon verteld.
field-told-told_at_the_door = We hebben het de ouder aan de deur verteld.
field-copied_from = Overgenomen uit een andere notitie
field-original_author = Eerst geschreven door { $name }

## Een mooi moment
field-moment-built_tower = { $child } heeft een hoge toren gebouwd.
field-moment-built_railway = { $child } heeft een lange trein- of autobaan gebouwd.
field-moment-played_in_sand = { $child } heeft heerlijk in de zandbak gespeeld.
field-moment-played_with_water = { $child } heeft met water gespeeld.
field-moment-painted = { $child } heeft geverfd.
field-moment-drew = { $child } heeft een tekening gemaakt.
field-moment-shaped_clay = { $child } heeft iets gemaakt van klei.
field-moment-cut_and_pasted = { $child } heeft geknipt en geplakt.
field-moment-did_puzzle = { $child } heeft een puzzel gemaakt.
field-moment-sorted_and_counted = { $child } heeft geteld en dingen bij elkaar gezocht.
field-moment-named_colours = { $child } heeft kleuren genoemd.
field-moment-sang_or_danced = { $child } heeft gezongen of gedanst.
field-moment-made_music = { $child } heeft muziek gemaakt.
field-moment-listened_to_story = { $child } heeft goed geluisterd naar een verhaal.
field-moment-enjoyed_a_book = { $child } heeft rustig boekjes bekeken.
field-moment-told_a_story = { $child } heeft ons iets verteld.
field-moment-said_new_word = { $child } heeft een nieuw woord gezegd.
field-moment-played_together = { $child } heeft fijn samen gespeeld.
field-moment-played_alone = { $child } heeft lang en rustig alleen gespeeld.
field-moment-made_friend = { $child } heeft een nieuw vriendje of vriendinnetje gevonden.
field-moment-helped_another = { $child } heeft een ander kind geholpen.
field-moment-comforted_other = { $child } heeft een ander kind getroost.
field-moment-shared = { $child } heeft speelgoed gedeeld.
field-moment-waited_turn = { $child } kon goed op de beurt wachten.
field-moment-laughed = { $child } heeft veel gelachen.
field-moment-cuddled = { $child } heeft lekker geknuffeld.
field-moment-said_goodbye_well = { $child } heeft goed afscheid genomen vanochtend.
field-moment-let_be_comforted = { $child } was even verdrietig en liet zich goed troosten.
field-moment-helped_tidy_up = { $child } heeft geholpen met opruimen.
field-moment-helped_at_table = { $child } heeft geholpen met tafeldekken.
field-moment-ate_well = { $child } heeft lekker gegeten.
field-moment-tried_new_food = { $child } heeft iets nieuws geproefd.
field-moment-ate_without_help = { $child } heeft zelf gegeten.
field-moment-drank_from_cup = { $child } heeft zelf uit een beker gedronken.
field-moment-used_toilet = { $child } is op het potje of de wc geweest.
field-moment-dressed_without_help = { $child } heeft zelf iets aangetrokken.
field-moment-washed_hands = { $child } heeft zelf de handen gewassen.
field-moment-slept_well = { $child } heeft lekker geslapen.
field-moment-enjoyed_outside = { $child } heeft lekker buiten gespeeld.
field-moment-went_for_walk = { $child } is mee gaan wandelen.
field-moment-climbed = { $child } heeft goed geklommen.
field-moment-went_down_slide = { $child } is van de glijbaan gegaan.
field-moment-rode_bike = { $child } heeft gefietst.
field-moment-played_ball = { $child } heeft met de bal gespeeld.
field-moment-found_little_animals = { $child } heeft kleine beestjes ontdekt.
field-moment-explored_nature = { $child } heeft bladeren, takjes of bloemen gezocht.
field-moment-played_pretend = { $child } heeft een rol gespeeld, zoals papa, mama of dokter.
field-moment-cared_for_doll = { $child } heeft voor de pop gezorgd.
field-moment-kept_trying = { $child } heeft goed volgehouden toen iets moeilijk was.
field-moment-solved_problem = { $child } heeft zelf iets opgelost.
field-moment-was_proud = { $child } was trots op iets wat lukte.
field-moment-rolled_over = { $child } is omgerold.
field-moment-sat_up = { $child } heeft los gezeten.
field-moment-crawled = { $child } heeft gekropen.
field-moment-stood_up = { $child } is gaan staan.
field-moment-took_steps = { $child } heeft stapjes gezet.
field-moment-grasped_something = { $child } heeft iets gepakt en goed bekeken.
field-moment-babbled = { $child } heeft vrolijk gebrabbeld.
field-moment-celebrated = { $child } heeft een feestje gevierd.
field-moment-tried_something_new = { $child } heeft iets nieuws geprobeerd.
field-moment-learnt_something = { $child } heeft iets geleerd.
field-moment-made_something = { $child } heeft iets moois gemaakt.
field-moment-nothing_special = Een gewone dag, zonder bijzonderheden.
