# Samenspel, rozmówki po polsku. Prosty język: krótkie zdania, zwykłe słowa.
# Klucze: <kind>, <kind>-<field>, <kind>-<field>-<code>; zobacz core/src/phrasebook.
# Imion nie odmieniamy: { $child } i { $name } stoją zawsze w mianowniku, w razie potrzeby z dwukropkiem.
# { $child } to chłopiec albo dziewczynka, tak samo osoba, która czyta lub pisze: czas teraźniejszy, rzeczownik
# albo forma bezosobowa zamiast czasu przeszłego z rodzajem.

## Języki
language-nl = niderlandzki
language-en = angielski
language-tr = turecki
language-ar = arabski
language-pl = polski
language-uk = ukraiński
language-other = inny język ({ $tag })

## Imiona i wyliczenia
somebody = ktoś
the-child = dziecko
    .first = Dziecko
list-more = { $rest }, { $next }
list-and = { $rest } i { $last }

## Dzień i godzina
time-of-day = { $hour }:{ $minute }
day = { $weekday }, { $day } { $month }
day-and-time = { $day }, { $time }
day-with-year = { $day } { $month } { $year }
decimal-number = { $whole },{ $tenth }
weekday-1 = poniedziałek
weekday-2 = wtorek
weekday-3 = środa
weekday-4 = czwartek
weekday-5 = piątek
weekday-6 = sobota
weekday-7 = niedziela
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

## Wiek
age-weeks = { $weeks ->
    [one] 1 tydzień
    [few] { $weeks } tygodnie
    [many] { $weeks } tygodni
   *[other] { $weeks } tygodnia
}
age-months = { $months ->
    [one] 1 miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}
age-years = { $years ->
    [one] 1 rok
    [few] { $years } lata
    [many] { $years } lat
   *[other] { $years } roku
}
age-years-and-months = { $years ->
    [one] 1 rok
    [few] { $years } lata
    [many] { $years } lat
   *[other] { $years } roku
} i { $months ->
    [one] 1 miesiąc
    [few] { $months } miesiące
    [many] { $months } miesięcy
   *[other] { $months } miesiąca
}

## Gdzie jest notatka
status-draft = Szkic
    .help = Widzisz to tylko ty. Wyślij, gdy będzie gotowe.
status-on_this_device = Na tym urządzeniu
    .help = Notatka jest bezpieczna na tym urządzeniu. Wyśle się sama, gdy będzie połączenie.
status-sent = Wysłano
    .help = Notatka dotarła. Nie musisz już nic robić.
status-read_by = Kto przeczytał: { $names }
    .help = Notatka jest przeczytana. Nie musisz już nic robić.
status-taken_over_by = Kto się tym zajmuje: { $names }
    .help = Teraz zajmuje się tym ktoś z zespołu. Nie musisz już nic robić.
status-held = Czeka na kierownictwo
    .help = Najpierw sprawdzi ją kierownictwo. Nie musisz nic robić.
status-refused = Odrzucono
    .help = Notatka nie została dodana. Twój tekst nadal tu jest. Przeczytaj, dlaczego tak jest i co możesz zrobić.

## Dlaczego notatka nie została dodana
refusal-malformed = Coś poszło nie tak z tą notatką. Twój tekst nadal tu jest. Napisz notatkę jeszcze raz.
refusal-too_large = Ta notatka jest za długa. Podziel ją na dwie krótsze.
refusal-bad_signature = Nie widzimy, czy ta notatka naprawdę pochodzi z tego urządzenia. Napisz notatkę jeszcze raz. Jeśli to się powtórzy, zadzwoń do kierownictwa.
refusal-unknown_device = To urządzenie nie jest zarejestrowane. Poproś kierownictwo o nowe zaproszenie.
refusal-not_the_author = Z tego profilu nie można pisać pod tym imieniem. Wybierz swoje imię i napisz notatkę jeszcze raz.
refusal-wrong_organisation = Ta notatka należy do innej organizacji. Otwórz konto w tamtej organizacji i napisz notatkę tam.
refusal-unknown_subject = Tego dziecka lub tej grupy nie ma w aplikacji Samenspel. Sprawdź, czy wybrane jest właściwe dziecko lub właściwa grupa.
refusal-not_allowed = Tego nie możesz tu napisać. Poproś o pomoc kogoś z zespołu lub kierownictwo.
refusal-personal_profile_required = Nie można tego zrobić z profilu grupy. Otwórz swój profil i zrób to tam.
refusal-wrong_document = Ta notatka tu nie pasuje. Wybierz inne miejsce i wyślij notatkę jeszcze raz.
refusal-field_missing = Czegoś jeszcze brakuje. Uzupełnij to i wyślij notatkę jeszcze raz.
refusal-field_invalid = Jedna z informacji nie jest poprawna. Popraw ją i wyślij notatkę jeszcze raz.
refusal-schema_too_new = Twoja aplikacja jest nowsza niż nasz serwer. Twój tekst nadal tu jest. Spróbuj jutro jeszcze raz.
refusal-key_reused = W miejscu tej notatki jest już inna notatka. Twój tekst nadal tu jest. Napisz notatkę jeszcze raz.
refusal-period_expired = Ta notatka jest zbyt stara. Notatki z tamtego czasu są już usunięte. Jeśli to nadal ważne, napisz nową notatkę.
refusal-unknown_reference = Nie ma notatki, do której to należy. Sprawdź, czy jest inna, albo napisz nową notatkę.
refusal-only_nothing_special = Zawsze jest jakaś dobra chwila, o której warto opowiedzieć. Wybierz jedną i wyślij wiadomość. Twój szkic nadal tu jest.
refusal-text_actor = Ta zmiana w tekście nie pochodzi z tego urządzenia. Otwórz tekst jeszcze raz i wprowadź zmianę ponownie.
refusal-text_sequence = Brakuje wcześniejszej zmiany w tym tekście. Otwórz tekst jeszcze raz i wprowadź zmianę ponownie.
refusal-text_operation = Tego tekstu nie można zmienić w ten sposób. Otwórz tekst jeszcze raz i wpisz swoją zmianę.
refusal-text_encoding = Nie możemy odczytać tej zmiany w tekście. Zaktualizuj aplikację i wprowadź zmianę ponownie.
refusal-text_too_long = Tekst robi się za długi. Skróć go albo napisz drugie ustalenie.
refusal-text_trial = Ta zmiana w tekście się nie udała. Otwórz tekst jeszcze raz i zmieniaj po małym kawałku.
refusal-approval_lapsed = Od ostatniego czytania tekst się zmienił. Przeczytaj nowy tekst i wtedy daj swoją zgodę.
refusal-period_full = Teraz nie zmieści się tu więcej notatek. Twój tekst nadal tu jest. Poproś kierownictwo o pomoc.
refusal-switched_off = Placówka zapisuje to w innym systemie. Proszę wpisać to tam. Tekst nadal tu jest.
refusal-discarded = Kierownictwo nie dodało tej notatki. Zapytaj kierownictwo dlaczego.

## Dlaczego notatka wyśle się później
later-rate = Teraz wysyła się dużo notatek naraz. Ta wyśle się sama za chwilę. Nie musisz nic robić.
later-quota = Jest tu już bardzo dużo twoich notatek. Ta notatka zostaje na tym urządzeniu i wyśle się sama później. Jeśli to pilne, zadzwoń.
later-unknown_subject = Serwer jeszcze nie zna tego dziecka lub tej grupy. Notatka wyśle się sama później. Nie musisz nic robić.
later-missing_base = Wcześniejsza zmiana w tym tekście jest jeszcze w drodze. Twoja wyśle się potem sama. Nie musisz nic robić.
later-after_earlier = Najpierw wyśle się wcześniejsza notatka. Ta wyśle się potem sama. Nie musisz nic robić.

## Dlaczego notatka czeka na kierownictwo
hold-access_ended = Nie masz już dostępu do tej grupy lub tego dziecka. Kierownictwo zdecyduje, czy dodać notatkę. Nie musisz nic robić.
hold-device_revoked = To urządzenie jest zablokowane. Notatka jest zapisana, a kierownictwo zdecyduje, co z nią zrobić. Poproś kierownictwo o nowe zaproszenie.

## Dlaczego nie ma połączenia z serwerem
request-malformed = Serwer nie rozumie tej aplikacji. Twoje notatki są bezpieczne na tym urządzeniu. Zaktualizuj aplikację.
request-too_large = Do serwera trafiło za dużo naraz. Aplikacja spróbuje w mniejszych częściach. Nie musisz nic robić.
request-unsupported_version = Ta aplikacja jest za stara dla serwera. Twoje notatki są bezpieczne na tym urządzeniu. Zaktualizuj aplikację.
request-unknown_organisation = Ta organizacja nie jest tu znana. Poproś kierownictwo o nowe zaproszenie.
request-unknown_device = To urządzenie nie jest zarejestrowane. Poproś kierownictwo o nowe zaproszenie.
request-device_revoked = To urządzenie jest zablokowane. Twoje notatki i tak trafią do kierownictwa. Poproś o nowe zaproszenie.
request-bad_signature = Serwer nie rozpoznaje tego urządzenia. Twoje notatki są bezpieczne na tym urządzeniu. Poproś kierownictwo o pomoc.
request-clock_wrong = Zegar tego urządzenia pokazuje zły czas. Włącz w ustawieniach czas automatyczny. Aplikacja spróbuje jeszcze raz.
request-nonce_reused = Ta wiadomość już wcześniej dotarła. Aplikacja sama działa dalej. Nie musisz nic robić.
request-rate_limited = Jest teraz duży ruch. Aplikacja wkrótce spróbuje jeszcze raz. Nie musisz nic robić.
request-unavailable = Serwer jest teraz niedostępny. Twoje notatki są bezpieczne na tym urządzeniu. Aplikacja wkrótce spróbuje jeszcze raz.
request-invitation_unknown = Nie znamy tego zaproszenia. Sprawdź, czy kod jest dobrze wpisany, albo poproś o nowe.
request-invitation_used = To zaproszenie jest już wykorzystane. Poproś kierownictwo o nowe.
request-invitation_expired = To zaproszenie jest za stare. Poproś kierownictwo o nowe.

## Nieznane
unknown-note = To nowy rodzaj notatki. Zaktualizuj aplikację, żeby ją przeczytać.
unknown-code = Tego ta aplikacja jeszcze nie zna. Zaktualizuj aplikację, żeby to przeczytać.

## W zespole
handover = Przekazanie w zespole
handover-state-calm = { $child } ma się dobrze.
handover-state-watch = { $child } potrzebuje więcej uwagi.
handover-state-act = { $child }: trzeba coś zrobić.
handover-summary = W skrócie
handover-to_do = Do zrobienia
handover-to_do_by = Zrobić przed: { $time }
handover-to_do_who = Kto to zrobi: { $name }
handover-if_then = Jeśli … to …
read_back = Przekazanie przeczytane i zrozumiałe
open_item = Jeszcze do zrobienia
open_item-what = Co
open_item-until = Do: { $time }
take_over = Przejęte
close_item = Gotowe
close_item-text = Jak poszło
notice = Uwaga
notice-until = Ważne do: { $time }
presence = Obecność
presence-what-arrived = { $child }: przyjście.
presence-what-left = { $child }: wyjście do domu.
presence-at = Kiedy: { $time }
presence-by = Kto przyprowadza lub odbiera
presence-origin-home = Przyjście z domu
presence-origin-school = Przyjście ze szkoły

## Dzień
drop_off = Wiadomość przy przyjściu
drop_off-mood-happy = { $child } jest dziś w dobrym humorze.
drop_off-mood-as_usual = { $child } zachowuje się jak zawsze.
drop_off-mood-tired = { $child } ma dziś mało sił.
drop_off-mood-sad = { $child } jest dziś w smutnym nastroju.
drop_off-mood-restless = { $child } zachowuje się dziś niespokojnie.
drop_off-mood-clingy = { $child } chce dziś być blisko kogoś.
drop_off-mood-unwell = { $child } nie czuje się zbyt dobrze.
drop_off-slept-well = { $child } ma za sobą dobrą noc.
drop_off-slept-as_usual = { $child } ma za sobą zwykłą noc.
drop_off-slept-badly = { $child } ma za sobą złą noc.
drop_off-slept-short = { $child } ma za sobą krótką noc.
drop_off-woke_at = Pobudka: { $time }
drop_off-fed_at = Ostatnie jedzenie lub picie: { $time }
drop_off-collects = Kto odbiera
drop_off-collects_at = Godzina odbioru: { $time }
drop_off-to_know = Warto wiedzieć
drop_off-medicine-yes = { $child }: w domu podano lek.
drop_off-medicine-no = { $child }: w domu nie podano leku.
drop_off-goes_alone_at = Może iść samodzielnie do domu: { $time }
pick_up = Wiadomość przy odbiorze
pick_up-text = O tej chwili
pick_up-keep_for_door = Do rozmowy przy drzwiach
pick_up-question = Pytanie do ciebie
discussed = Omówione przy drzwiach
day_log = Dzienniczek
day_log-what-sleep = { $child }: sen.
day_log-what-feed = { $child }: jedzenie lub picie.
day_log-what-nappy = { $child }: zmiana pieluchy lub toaleta.
day_log-what-play = { $child }: zabawa.
day_log-from = Od: { $time }
day_log-to = Do: { $time }
day_log-amount = { $count } ml
day_log-code-bottle = Butelka
day_log-code-breast_milk = Mleko mamy
day_log-code-formula = Mleko modyfikowane
day_log-code-fruit = Owoce
day_log-code-bread = Chleb
day_log-code-warm_meal = Ciepły posiłek
day_log-code-snack = Przekąska
day_log-code-water = Woda
day_log-code-ate_all = Zjedzone wszystko
day_log-code-ate_half = Zjedzona mniej więcej połowa
day_log-code-ate_little = Zjedzone niewiele
day_log-code-wet = Mokra pielucha
day_log-code-dirty = Pielucha z kupką
day_log-code-dry = Pielucha była sucha
day_log-code-potty = Na nocniku lub w toalecie
day_log-code-in_bed = W łóżku
day_log-code-in_pram = W wózku
day_log-code-inside = W środku
day_log-code-outside = Na dworze
day_log-code-craft = Prace plastyczne
day_log-code-music = Muzyka
day_log-code-reading = Czytanie na głos
day_log-code-free_play = Swobodna zabawa
day_change = Dziś inaczej
day_change-what-not_coming = { $child } nie przyjdzie.
day_change-what-later = { $child } przyjdzie później.
day_change-what-earlier = { $child } pójdzie wcześniej do domu.
day_change-what-other_collector = { $child }: dziś odbiera ktoś inny.
day_change-reason = Powód: { $value }
day_change-reason-ill = choroba
day_change-reason-day_off = dzień wolny
day_change-reason-family = rodzina
day_change-reason-appointment = wizyta, na przykład u lekarza lub dentysty
day_change-reason-other = coś innego
day_change-symptoms = Objawy: { $value }
day_change-at = Kiedy: { $time }
day_change-collects = Kto odbiera

## Z domu
home_note = Wiadomość z domu
home_note-topic-mood = jak { $child } się czuje
home_note-topic-family_event = coś w rodzinie
home_note-topic-nice_moment = miła chwila w domu
home_note-topic-new_skill = coś nowego, co { $child } umie
home_note-expires = Ważne do: { $time }
marks = Przeczytane
marks-read = { $count ->
    [one] Przeczytano 1 wiadomość
    [few] Przeczytano { $count } wiadomości
    [many] Przeczytano { $count } wiadomości
   *[other] Przeczytano { $count } wiadomości
}
marks-part_of_day-morning = Rano
marks-part_of_day-afternoon = Po południu
marks-part_of_day-evening = Wieczorem
marks-part_of_day-night = W nocy
thanks = Dziękujemy!
helped = To nam pomogło
family_card = O naszej rodzinie
family_card-names = Imiona i jak je wymawiać
family_card-customs = Co jest u nas zwyczajem
family_card-languages = Języki w domu
family_card-hopes = Czego życzymy naszemu dziecku
talk_request = Prośba o krótką rozmowę
talk_request-subject = Temat: { $value }
talk_request-subject-sleep = sen
talk_request-subject-food = jedzenie
talk_request-subject-play = zabawa
talk_request-subject-behaviour = zachowanie
talk_request-subject-other = coś innego
talk_request-subject-tell_myself = wolę opowiedzieć osobiście
talk_request-urgency-no_hurry = To nie jest pilne.
talk_request-urgency-this_week = Najlepiej w tym tygodniu.
talk_request-urgency-call_today = Zadzwonię dzisiaj.
talk_request-times = Kiedy można
talk_answer = Odpowiedź w sprawie rozmowy
talk_answer-answer-yes = Tak, chętnie.
talk_answer-answer-no = Nie, dziękuję.
talk_answer-answer-later = Raczej później.
talk_answer-at = Termin rozmowy: { $time }
talk_answer-until = Proszę nie pytać przed: { $time }
offer = Czy to byłoby dobre?
offer-what-ten_minutes = Dziesięciominutowa rozmowa: { $child }
offer-what-home_visit = Wizyta domowa
contact_plan = Tak jesteśmy w kontakcie
contact_plan-rhythm-weekly = Co tydzień
contact_plan-rhythm-monthly = Co miesiąc
contact_plan-rhythm-quarterly = Co trzy miesiące
contact_plan-rhythm-when_needed = Gdy jest potrzeba
contact_plan-channel-door = Przy drzwiach
contact_plan-channel-phone = Przez telefon
contact_plan-channel-app = W aplikacji
contact_plan-channel-in_person = W rozmowie na miejscu
contact_plan-detail-brief = Krótko
contact_plan-detail-normal = Zwyczajnie
contact_plan-detail-extensive = Dokładnie
contact_plan-declined_until = Raczej nie wcześniej niż: { $time }
contact_plan-times = Kiedy pasuje
contact_plan-tips-yes = Wskazówki o wychowaniu są mile widziane.
contact_plan-tips-no = Raczej bez wskazówek o wychowaniu.
contact_plan-quiet_from = Raczej bez wiadomości od: { $clock }
contact_plan-quiet_until = Wiadomości znowu od: { $clock }
contact_mark = Odbyła się rozmowa
contact_mark-what-door = Przy drzwiach
contact_mark-what-call = Przez telefon
contact_mark-what-talk = Na miejscu
contact_mark-what-home_visit = Podczas wizyty domowej
contact_mark-at = Kiedy: { $time }
contact_mark-two_way-yes = Obie strony mówiły i pytały.
contact_mark-two_way-no = Mówiła tylko jedna strona.
contact_mark-positive-yes = To było o czymś dobrym.
contact_mark-positive-no = To było o czymś trudnym.
share = Udostępnione wspólnie
share-receiver = Otrzymuje: { $value }
share-receiver-school = szkoła
share-receiver-after_school = opieka po szkole
share-receiver-youth_health = poradnia zdrowia dziecka
share-receiver-other = ktoś inny
share-receiver_name = Imię lub nazwa
share-consent = Za zgodą rodziców
share_answer = Odpowiedź na to, co chcemy przekazać
share_answer-agreed-yes = Tak, to można przekazać.
share_answer-agreed-no = Nie, tego nie można przekazać.
share_answer-text = Co chcę dodać
share_sent = Przekazano
share_sent-at = Kiedy: { $time }

## Zauważone, zapytane, odpowiedziane
observation = Co widzimy
observation-seen = Co było widać
observation-meaning = Co to naszym zdaniem znaczy
observation-next = Co teraz robimy
proposal = Propozycja z praktyki
proposal-for_kind = Rodzaj propozycji: { $value }
proposal-for_kind-observation = co widzimy
proposal-for_kind-pick_up = wiadomość przy odbiorze
proposal-for_kind-question = pytanie
proposal-for_kind-notice = uwaga
proposal-seen = Co było widać
proposal-meaning = Co to moim zdaniem znaczy
proposal-next = Co możemy teraz zrobić
question = Pytanie
question-text = Treść pytania
question-options = Możliwe odpowiedzi
question-reply_by = Prosimy o odpowiedź przed: { $time }
question-asks-answer = Prosimy o odpowiedź.
question-asks-advice = Prosimy o radę.
question-asks-help = Czy możliwa jest pomoc?
concern = Obawa
concern-text = Co nas martwi
concern-owner = Kto się tym zajmuje: { $name }
concern-reply_by = Prosimy o odpowiedź przed: { $time }
escalation = Prośba o pomoc
escalation-to-manager = Do kierownictwa
escalation-to-coach = Do coacha
escalation-text = Dlaczego
tip = Wskazówka do domu
tip-text = Wskazówka
reply = Odpowiedź
reply-text = Treść odpowiedzi
see_it_differently = Widzimy to inaczej
see_it_differently-text = Jak my to widzimy

## Co musi się zgadzać
medical = Zdrowie
medical-what-allergy = { $child } ma alergię.
medical-what-intolerance = { $child } czegoś nie toleruje.
medical-what-condition = { $child } ma problem zdrowotny.
medical-what-medicine = { $child } przyjmuje lek.
medical-substance = Co
medical-severity-mild = Lekki stopień
medical-severity-severe = Ciężki stopień
medical-since = Od: { $time }
medical-withdrawn-yes = To już nieaktualne.
medical_resolution = Zdrowie: potwierdzone
medical_resolution-text = Jak jest teraz
collector = Kto może odbierać
collector-name = Imię
collector-relation = Kim ta osoba jest dla dziecka
collector-withdrawn-yes = Ta osoba nie może już odbierać dziecka.
collector-scope = Może: { $value }
collector-scope-collect = odbierać dziecko
collector-scope-be_called = odbierać telefony
collector-scope-join_talks = przychodzić na rozmowę
collector-weekdays = Zwykle: { $value }
collector-weekdays-monday = poniedziałek
collector-weekdays-tuesday = wtorek
collector-weekdays-wednesday = środa
collector-weekdays-thursday = czwartek
collector-weekdays-friday = piątek
collector-weekdays-saturday = sobota
collector-weekdays-sunday = niedziela
consent = Zgoda
consent-purpose = Na co: { $value }
consent-purpose-photos_inside = zdjęcia dla grupy i rodziców
consent-purpose-photos_website = zdjęcia na stronie internetowej
consent-purpose-outing = wycieczki
consent-purpose-sun_cream = smarowanie kremem od słońca
consent-purpose-paracetamol = podanie paracetamolu
consent-purpose-share_school = przekazywanie informacji szkole
consent-purpose-share_after_school = przekazywanie informacji opiece po szkole
consent-purpose-share_youth_health = przekazywanie informacji poradni zdrowia dziecka
consent-purpose-go_home_alone = samodzielny powrót do domu
consent-purpose-observation = zapisywanie tego, co widzimy
consent-given-yes = Tak, to dozwolone.
consent-given-no = Nie, to niedozwolone.
rhythm = Rytm dnia: { $child }
rhythm-text = Sen, jedzenie i pocieszanie
rhythm-since = Od: { $time }
rhythm-sleep_times = Kiedy sen
rhythm-sleep_how = Jak zasypia
rhythm-feeds = Jedzenie i picie
rhythm-comfort = Co pomaga w smutku
expectations = Czego od siebie oczekujemy
expectations-about-expect = Tego oczekujemy
expectations-about-hope = Nasze nadzieje: { $child }
our_way = Tak to robimy
medicine_agreement = Ustalenie w sprawie leku
medicine_agreement-medicine = Lek
medicine_agreement-dose = Ile
medicine_agreement-times = Kiedy
medicine_agreement-how = Jak
medicine_agreement-from = Od: { $time }
medicine_agreement-to = Do: { $time }
medicine_agreement-expires = Termin ważności leku: { $time }
medicine_agreement-prescriber = Kto przepisał
medicine_agreement-first_given_at_home-yes = Pierwszy raz podano go w domu.
medicine_agreement-first_given_at_home-no = W domu jeszcze go nie podano.
medicine_agreement-kept = Gdzie leży
medicine_agreement-given_by = Kto może go podać
medicine_agreement-withdrawn-yes = To ustalenie już nie obowiązuje.

## Opieka
medicine_dose = Podano lek
medicine_dose-medicine = Lek
medicine_dose-dose = Ile
medicine_dose-at = Kiedy: { $time }
medicine_dose-given_by = Kto podał: { $name }
medicine_dose-checked_by = Kto sprawdził: { $name }
medicine_dose-agreement = Zgodnie z ustaleniem o tym leku
dose_check = Lek sprawdzony
incident = Mały wypadek
incident-what-fall = { $child }: upadek.
incident-what-bump = { $child }: uderzenie.
incident-what-bite = { $child }: ugryzienie.
incident-what-cut = { $child } ma rankę.
incident-what-sting = { $child }: ukąszenie owada.
incident-what-burn = { $child } ma oparzenie.
incident-what-choking = { $child }: zakrztuszenie.
incident-what-other = { $child }: coś się stało.
incident-at = Kiedy: { $time }
incident-action-comforted = Dziecko zostało pocieszone.
incident-action-cooled = Miejsce zostało schłodzone.
incident-action-plaster = Naklejono plaster.
incident-action-first_aid = Udzielono pierwszej pomocy.
incident-action-doctor = Była wizyta u lekarza.
incident-action-emergency = Wezwano pomoc pod numerem 112.
illness = Choroba w grupie
illness-symptoms = { $child } ma objawy: { $value }
illness-at = Kiedy: { $time }
illness-temperature_tenths = { $value } stopnia
illness-action-watched = Obserwujemy to.
illness-action-parent_called = Był telefon do rodzica.
illness-action-collected = { $child }: dziecko zostało odebrane.
illness-action-doctor = Była wizyta u lekarza.
illness-action-emergency = Wezwano pomoc pod numerem 112.

## Razem
agreement = Wspólne ustalenie
agreement-text = Co ustalamy
agreement-from = Od: { $time }
agreement-review_at = Wrócimy do tego razem: { $time }
talk = Rozmowa
talk-at = Kiedy: { $time }
talk-second = Będzie też: { $name }
talk-participants = Kto będzie
talk_report = Notatka z rozmowy
talk_report-text = O czym była rozmowa
talk_report-at = Kiedy: { $time }
text_edit = Tekst został zmieniony
approval = Zgoda na tekst
agenda_item = Do omówienia

## Dla wszystkich
board_item = Tablica ogłoszeń
board_item-code-closed = Mamy zamknięte.
board_item-code-chickenpox = W grupie jest ospa wietrzna.
board_item-code-head_lice = W grupie są wszy. Prosimy dokładnie sprawdzić włosy dziecka.
board_item-code-stomach_bug = W grupie jest grypa żołądkowa.
board_item-code-rubber_boots = Prosimy przynieść kalosze.
board_item-code-sun_cream = Prosimy w domu posmarować dziecko kremem od słońca.
board_item-code-swimming = Idziemy pływać. Prosimy przynieść ręcznik i strój kąpielowy.
board_item-code-outing = Idziemy na wycieczkę.
board_item-code-birthday = W grupie jest przyjęcie.
board_item-code-study_day = Zespół ma dzień szkoleniowy.
board_item-code-photographer = Przychodzi fotograf.
board_item-code-other = Wiadomość dla wszystkich
board_item-at = Kiedy: { $time }
board_item-until = Do: { $time }
poll = Pytanie do wszystkich rodziców
poll-text = Pytanie
poll-options = Do wyboru
poll-until = Odpowiedzi do: { $time }
poll_answer = Odpowiedź na pytanie do rodziców
poll_answer-choice = Wybrana odpowiedź: { $count }
event = Zaproszenie
event-what-come_and_look = Wizyta w grupie
event-what-coffee = Kawa z innymi rodzicami
event-what-celebration = Święto
event-what-trip = Wycieczka
event-what-workshop = Wspólna nauka na jeden temat
event-what-activity = Wspólne zajęcie
event-title = Tytuł
event-at = Kiedy: { $time }
event-until = Do: { $time }
event-place = Gdzie
event-places = Liczba miejsc: { $count }
event-guests = Kto jeszcze przyjdzie
event-help_wanted = Pomoc mile widziana
event-poll = Poprosili o to rodzice.
event_answer = Odpowiedź na zaproszenie
event_answer-answer-yes = Tak, przyjdę.
event_answer-answer-no = Nie, nie przyjdę.
event_answer-answer-maybe = Jeszcze nie wiem.
event_answer-persons = Liczba osób: { $count }
event_answer-helps-yes = Chętnie pomogę.
event_answer-helps-no = Nie mogę pomóc.
event_answer-shares_contact-yes = Inni rodzice mogą zobaczyć moją wizytówkę.
event_answer-shares_contact-no = Moja wizytówka nie jest dla innych rodziców.
contact_card = Wizytówka rodzica
handbook_page = Podręcznik
handbook_page-version = Wersja { $count }
template = Pomoc w pisaniu
template-for_kind = Do czego: { $value }
template-for_kind-drop_off = wiadomość przy przyjściu
template-for_kind-pick_up = wiadomość przy odbiorze
template-for_kind-handover = przekazanie w zespole
template-for_kind-day_log = dzienniczek
template-for_kind-observation = co widzieliśmy
template-for_kind-talk = rozmowa
template-for_kind-expectations = czego oczekujemy
template-age-baby = Niemowlęta do 1 roku
template-age-toddler = Dzieci od 1 do 4 lat
template-age-after_school = Opieka po szkole
practice_card = To się u nas sprawdziło
theme_pack = Temat
self_check = Spojrzenie na własną pracę
self_check-items = Pytania
self_check-source = Źródło
staff_card = Kim jestem
staff_card-training = Wykształcenie
staff_card-topics = O czym dużo wiem
staff_card-languages = Języki, którymi mówię

## Sprostowanie
correction = Poprawione
retraction = Wycofane
retraction-reason = Powód: { $value }
retraction-reason-wrong_child = dotyczyło innego dziecka
retraction-reason-wrong_facts = to się nie zgadzało
retraction-reason-not_wanted = lepiej tego nie przechowywać
retraction-reason-other = coś innego

## Pola różnych rodzajów
field-text = Tekst
field-topic = Temat: { $value }
field-topic-sleep = sen
field-topic-food = jedzenie
field-topic-comfort = pocieszanie
field-topic-limits = granice
field-topic-play = zabawa
field-topic-language = język
field-topic-behaviour = zachowanie
field-topic-friends = przyjaźnie
field-topic-toilet = korzystanie z toalety
field-topic-health = zdrowie
field-topic-other = coś innego
field-topic-vision = jak pracujemy
field-topic-together = razem z rodzicami
field-topic-drop_off = przyprowadzanie
field-topic-pick_up = odbieranie
field-topic-talks = rozmowy
field-topic-medicine = leki
field-topic-illness = choroba
field-topic-safety = bezpieczeństwo
field-topic-signals = obawy o dziecko
field-domain = Temat: { $value }
field-domain-social_emotional = uczucia i bycie z innymi
field-domain-motor = ruch
field-domain-language = język
field-domain-thinking = myślenie i rozumienie
field-domain-creative = tworzenie i wyobraźnia
field-domain-self_care = samodzielność
field-domain-nature = przyroda i odkrywanie
field-domain-other = coś innego
field-symptoms-fever = gorączka
field-symptoms-cough = kaszel
field-symptoms-cold = katar
field-symptoms-vomiting = wymioty
field-symptoms-diarrhoea = biegunka
field-symptoms-rash = wysypka
field-symptoms-eye_infection = zapalenie oka
field-symptoms-ear_pain = ból ucha
field-symptoms-tired = osłabienie
field-symptoms-not_eating = brak apetytu
field-symptoms-other = coś innego
field-told-not_yet = Rodzic jeszcze o tym nie wie.
field-told-called = Przekazano to rodzicowi przez telefon.
field-told-told_at_the_door = Przekazano to rodzicowi przy drzwiach.
field-how-phone = przez telefon
field-how-in_person = na miejscu
field-how-either = przez telefon lub na miejscu
field-how-video = przez wideorozmowę
field-how = Jak: { $value }
field-about = Dotyczy innej notatki
field-purpose-ten_minutes = Dziesięciominutowa rozmowa
field-purpose-intake = Rozmowa zapoznawcza
field-purpose-sensitive = Rozmowa w spokoju
field-purpose-home_visit = Wizyta domowa
field-purpose-other = Inna rozmowa
field-title = Tytuł
field-copied_from = Przejęte z innej notatki
field-original_author = Kto napisał pierwszą wersję: { $name }

## Dobra chwila
field-moment-built_tower = { $child } buduje wysoką wieżę.
field-moment-built_railway = { $child } buduje długi tor dla pociągów lub aut.
field-moment-played_in_sand = { $child } świetnie się bawi w piaskownicy.
field-moment-played_with_water = { $child } bawi się wodą.
field-moment-blew_bubbles = { $child } puszcza bańki mydlane.
field-moment-painted = { $child } maluje farbami.
field-moment-drew = { $child } rysuje obrazek.
field-moment-shaped_clay = { $child } lepi coś z gliny.
field-moment-cut_and_pasted = { $child } wycina i klei.
field-moment-threaded_beads = { $child } nawleka koraliki.
field-moment-did_puzzle = { $child } układa puzzle.
field-moment-sorted_and_counted = { $child } liczy i segreguje różne rzeczy.
field-moment-named_colours = { $child } nazywa kolory.
field-moment-sang_or_danced = { $child } śpiewa lub tańczy.
field-moment-knew_song_or_rhyme = { $child } zna na pamięć piosenkę lub wierszyk.
field-moment-made_music = { $child } muzykuje.
field-moment-listened_to_story = { $child } uważnie słucha opowiadania.
field-moment-joined_circle_time = { $child } chętnie bierze udział w zajęciach w kręgu.
field-moment-enjoyed_a_book = { $child } spokojnie ogląda książeczki.
field-moment-told_a_story = { $child } opowiada nam coś.
field-moment-asked_good_question = { $child } zadaje mądre pytanie.
field-moment-said_new_word = { $child } mówi nowe słowo.
field-moment-taught_us_a_word = { $child } uczy nas słowa w języku, którym mówi się w domu.
field-moment-played_together = { $child } miło bawi się z innymi.
field-moment-played_alone = { $child } długo i spokojnie bawi się w pojedynkę.
field-moment-made_friend = { $child } nawiązuje nową przyjaźń.
field-moment-welcomed_new_child = { $child } życzliwie wita nowe dziecko.
field-moment-helped_another = { $child } pomaga innemu dziecku.
field-moment-comforted_other = { $child } pociesza inne dziecko.
field-moment-said_something_kind = { $child } mówi coś miłego innemu dziecku.
field-moment-shared = { $child } dzieli się zabawkami.
field-moment-waited_turn = { $child } cierpliwie czeka na swoją kolej.
field-moment-made_up_after_quarrel = { $child } godzi się po kłótni.
field-moment-set_boundary = { $child } mówi wyraźnie: stop, nie chcę tego.
field-moment-laughed = { $child } dużo się śmieje.
field-moment-made_us_laugh = { $child } rozśmiesza nas.
field-moment-cuddled = { $child } chętnie się przytula.
field-moment-said_goodbye_well = { $child } spokojnie żegna się dziś rano.
field-moment-let_be_comforted = { $child } po chwili smutku daje się pocieszyć.
field-moment-helped_tidy_up = { $child } pomaga w sprzątaniu.
field-moment-helped_at_table = { $child } pomaga nakryć do stołu.
field-moment-ate_well = { $child } je z apetytem.
field-moment-tried_new_food = { $child } próbuje czegoś nowego do jedzenia.
field-moment-ate_without_help = { $child } je samodzielnie.
field-moment-made_own_sandwich = { $child } samodzielnie smaruje kanapkę.
field-moment-drank_from_cup = { $child } samodzielnie pije z kubka.
field-moment-poured_own_drink = { $child } samodzielnie nalewa sobie picie.
field-moment-used_toilet = { $child } korzysta z nocnika lub toalety.
field-moment-dressed_without_help = { $child } samodzielnie coś na siebie zakłada.
field-moment-washed_hands = { $child } samodzielnie myje ręce.
field-moment-slept_well = { $child } ma za sobą smaczny sen.
field-moment-enjoyed_outside = { $child } wesoło bawi się na dworze.
field-moment-played_hide_and_seek = { $child } bawi się w chowanego.
field-moment-played_in_rain_or_snow = { $child } bawi się na dworze w deszczu lub w śniegu.
field-moment-went_for_walk = { $child } idzie z nami na spacer.
field-moment-climbed = { $child } dobrze się wspina.
field-moment-jumped = { $child } skacze.
field-moment-kept_balance = { $child } chodzi po belce lub po linii.
field-moment-went_down_slide = { $child } zjeżdża ze zjeżdżalni.
field-moment-rode_bike = { $child } jeździ na rowerze.
field-moment-played_ball = { $child } gra w piłkę.
field-moment-found_little_animals = { $child } odkrywa małe żyjątka.
field-moment-was_gentle_with_animal = { $child } łagodnie obchodzi się ze zwierzęciem.
field-moment-explored_nature = { $child } szuka liści, gałązek lub kwiatów.
field-moment-cared_for_plants = { $child } dba o rośliny.
field-moment-played_pretend = { $child } bawi się w role, na przykład w dom lub w lekarza.
field-moment-dressed_up = { $child } przebiera się w kostium.
field-moment-cared_for_doll = { $child } opiekuje się lalką.
field-moment-kept_trying = { $child } nie poddaje się, gdy coś jest trudne.
field-moment-solved_problem = { $child } samodzielnie znajduje rozwiązanie.
field-moment-chose_activity = { $child } samodzielnie wybiera, co robić.
field-moment-dared_something = { $child } ma odwagę zrobić coś ekscytującego.
field-moment-was_proud = { $child } czuje dumę, bo coś się udało.
field-moment-rolled_over = { $child } obraca się na drugi bok.
field-moment-sat_up = { $child } siedzi bez podparcia.
field-moment-crawled = { $child } raczkuje.
field-moment-stood_up = { $child } podnosi się i stoi.
field-moment-took_steps = { $child } stawia małe kroki.
field-moment-grasped_something = { $child } chwyta coś i dokładnie ogląda.
field-moment-babbled = { $child } wesoło gaworzy.
field-moment-smiled_at_us = { $child } szeroko się do nas uśmiecha.
field-moment-played_peekaboo = { $child } bawi się w a-kuku.
field-moment-enjoyed_tummy_time = { $child } leży na brzuszku i rozgląda się.
field-moment-found_hands_and_feet = { $child } odkrywa swoje rączki i stópki.
field-moment-walked_along_furniture = { $child } chodzi przy meblach.
field-moment-clapped_or_waved = { $child } klaszcze lub macha rączką.
field-moment-knew_own_name = { $child } reaguje na swoje imię.
field-moment-felt_materials = { $child } dotyka miękkich, szorstkich lub mokrych rzeczy.
field-moment-listened_to_song = { $child } z radością słucha piosenki.
field-moment-drank_well = { $child } dobrze pije.
field-moment-ate_from_spoon = { $child } je z łyżeczki.
field-moment-fell_asleep_calmly = { $child } spokojnie zasypia.
field-moment-came_happily_from_school = { $child } wesoło wraca ze szkoły.
field-moment-told_about_school = { $child } opowiada o szkole.
field-moment-relaxed_after_school = { $child } dobrze odpoczywa po szkole.
field-moment-did_homework_together = { $child } odrabia lekcje razem z innymi.
field-moment-read_alone = { $child } samodzielnie czyta książkę.
field-moment-wrote_something = { $child } pisze opowiadanie, list lub kartkę.
field-moment-finished_drawing = { $child } kończy cały rysunek.
field-moment-made_jewellery_or_sewed = { $child } robi biżuterię lub coś szyje.
field-moment-built_with_tools = { $child } robi coś za pomocą narzędzi.
field-moment-did_experiment = { $child } robi doświadczenie.
field-moment-cooked_together = { $child } gotuje lub piecze razem z innymi.
field-moment-played_board_game = { $child } gra w grę planszową.
field-moment-coped_with_losing = { $child } dobrze znosi przegraną.
field-moment-invented_game = { $child } wymyśla nową grę.
field-moment-made_plan_together = { $child } układa plan razem z innymi.
field-moment-helped_younger_child = { $child } pomaga młodszemu dziecku.
field-moment-performed_for_others = { $child } występuje przed grupą.
field-moment-built_hut = { $child } buduje szałas.
field-moment-played_football = { $child } gra w piłkę nożną.
field-moment-did_sports = { $child } z radością uprawia sport.
field-moment-went_on_outing = { $child } cieszy się wycieczką.
field-moment-celebrated = { $child } bierze udział w przyjęciu.
field-moment-tried_something_new = { $child } próbuje czegoś nowego.
field-moment-learnt_something = { $child } uczy się czegoś nowego.
field-moment-made_something = { $child } robi coś pięknego.
field-moment-nothing_special = Zwykły dzień, bez szczególnych wydarzeń.

## Do zabrania
export-title = Co przechowujemy o dziecku: { $child }
export-made = Sporządzono: { $time }. Dla: { $name }. Przez: { $organisation }.
export-by = { $name }, { $time }
export-together = Napisane wspólnie
