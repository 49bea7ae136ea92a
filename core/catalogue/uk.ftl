# Samenspel, розмовник українською. Проста мова: короткі речення, звичайні слова.
# Ключі: <kind>, <kind>-<field>, <kind>-<field>-<code>; див. core/src/phrasebook.
# Імена не відмінюємо: { $child } і { $name } завжди в називному відмінку, де треба, з двокрапкою.
# { $child } може бути хлопчиком або дівчинкою, так само людина, яка читає чи пише: теперішній час, іменник
# або безособова форма замість минулого часу з родом.

## Мови
language-nl = нідерландська
language-en = англійська
language-tr = турецька
language-ar = арабська
language-pl = польська
language-uk = українська
language-other = інша мова ({ $tag })

## Імена та переліки
somebody = хтось
the-child = дитина
    .first = Дитина
list-more = { $rest }, { $next }
list-and = { $rest } та { $last }

## День і година
time-of-day = { $hour }:{ $minute }
day = { $weekday }, { $day } { $month }
day-and-time = { $day }, { $time }
day-with-year = { $day } { $month } { $year } року
decimal-number = { $whole },{ $tenth }
weekday-1 = понеділок
weekday-2 = вівторок
weekday-3 = середа
weekday-4 = четвер
weekday-5 = п’ятниця
weekday-6 = субота
weekday-7 = неділя
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня

## Вік
age-weeks = { $weeks ->
    [one] { $weeks } тиждень
    [few] { $weeks } тижні
    [many] { $weeks } тижнів
   *[other] { $weeks } тижня
}
age-months = { $months ->
    [one] { $months } місяць
    [few] { $months } місяці
    [many] { $months } місяців
   *[other] { $months } місяця
}
age-years = { $years ->
    [one] { $years } рік
    [few] { $years } роки
    [many] { $years } років
   *[other] { $years } року
}
age-years-and-months = { $years ->
    [one] { $years } рік
    [few] { $years } роки
    [many] { $years } років
   *[other] { $years } року
} і { $months ->
    [one] { $months } місяць
    [few] { $months } місяці
    [many] { $months } місяців
   *[other] { $months } місяця
}

## Де зараз нотатка
status-draft = Чернетка
    .help = Це бачите лише ви. Надішліть, коли все буде готово.
status-on_this_device = На цьому пристрої
    .help = Нотатка надійно збережена на цьому пристрої. Вона надішлеться сама, коли буде зв’язок.
status-sent = Надіслано
    .help = Нотатка дійшла. Більше нічого робити не треба.
status-read_by = Хто прочитав: { $names }
    .help = Нотатку прочитано. Більше нічого робити не треба.
status-taken_over_by = Хто цим опікується: { $names }
    .help = Тепер цим опікується хтось із команди. Більше нічого робити не треба.
status-held = Чекає на керівництво
    .help = Спершу її перегляне керівництво. Вам нічого робити не треба.
status-refused = Відхилено
    .help = Нотатку не додано. Ваш текст зберігся. Прочитайте, чому так і що можна зробити.

## Чому нотатку не додано
refusal-malformed = З цією нотаткою щось пішло не так. Ваш текст зберігся. Напишіть нотатку ще раз.
refusal-too_large = Ця нотатка задовга. Зробіть із неї дві коротші.
refusal-bad_signature = Ми не бачимо, чи ця нотатка справді з цього пристрою. Напишіть нотатку ще раз. Якщо це повториться, зателефонуйте керівництву.
refusal-unknown_device = Цей пристрій не зареєстровано. Попросіть у керівництва нове запрошення.
refusal-not_the_author = З цього профілю не можна писати під цим іменем. Виберіть своє ім’я і напишіть нотатку ще раз.
refusal-wrong_organisation = Ця нотатка належить іншій організації. Відкрийте свій обліковий запис у тій організації і напишіть нотатку там.
refusal-unknown_subject = Цієї дитини або групи немає в Samenspel. Перевірте, чи вибрано правильну дитину або групу.
refusal-not_allowed = Вам не можна писати це тут. Попросіть допомоги в команди або керівництва.
refusal-personal_profile_required = Цього не можна зробити з профілю групи. Відкрийте свій профіль і зробіть це там.
refusal-wrong_document = Ця нотатка сюди не підходить. Виберіть інше місце і надішліть нотатку ще раз.
refusal-field_missing = Щось іще не заповнено. Заповніть це і надішліть нотатку ще раз.
refusal-field_invalid = Щось заповнено неправильно. Виправте це і надішліть нотатку ще раз.
refusal-schema_too_new = Ваш застосунок новіший за наш сервер. Ваш текст зберігся. Спробуйте ще раз завтра.
refusal-key_reused = На місці цієї нотатки вже є інша. Ваш текст зберігся. Напишіть нотатку ще раз.
refusal-period_expired = Ця нотатка надто давня. Записи того часу вже видалено. Якщо це досі важливо, напишіть нову нотатку.
refusal-unknown_reference = Немає нотатки, до якої це належить. Перевірте, чи є інша, або напишіть нову нотатку.
refusal-only_nothing_special = Завжди є гарна мить, про яку можна розповісти. Виберіть одну і надішліть повідомлення. Ваша чернетка збереглася.
refusal-text_actor = Ця зміна в тексті не з цього пристрою. Відкрийте текст знову і зробіть зміну ще раз.
refusal-text_sequence = Бракує попередньої зміни цього тексту. Відкрийте текст знову і зробіть зміну ще раз.
refusal-text_operation = Цей текст не можна змінити в такий спосіб. Відкрийте текст знову і впишіть свою зміну.
refusal-text_encoding = Ми не можемо прочитати цю зміну в тексті. Оновіть застосунок і зробіть зміну ще раз.
refusal-text_too_long = Текст стає задовгим. Скоротіть його або напишіть другу домовленість.
refusal-text_trial = Ця зміна в тексті не вдалася. Відкрийте текст знову і змінюйте щоразу невелику частину.
refusal-approval_lapsed = Текст змінився після того, як ви його читали. Прочитайте новий текст, а потім дайте свою згоду.
refusal-period_full = Зараз тут більше немає місця для нотаток. Ваш текст зберігся. Попросіть допомоги в керівництва.
refusal-switched_off = Це у вас записують в іншій системі. Напишіть це там. Ваш текст залишився тут.
refusal-discarded = Керівництво не додало цю нотатку. Запитайте керівництво, чому.

## Чому нотатка надішлеться пізніше
later-rate = Зараз надсилається багато нотаток одразу. Ця надішлеться сама за мить. Вам нічого робити не треба.
later-quota = Ви написали тут уже дуже багато. Нотатка лишається на цьому пристрої і надішлеться сама пізніше. Якщо це терміново, зателефонуйте.
later-unknown_subject = Сервер іще не знає цієї дитини або групи. Нотатка надішлеться сама пізніше. Вам нічого робити не треба.
later-missing_base = Попередня зміна цього тексту ще в дорозі. Ваша надішлеться після неї сама. Вам нічого робити не треба.
later-after_earlier = Спершу надішлеться попередня нотатка. Ця надішлеться після неї сама. Вам нічого робити не треба.

## Чому нотатка чекає на керівництво
hold-access_ended = Ви більше не маєте доступу до цієї групи або дитини. Керівництво вирішить, чи додати нотатку. Вам нічого робити не треба.
hold-device_revoked = Цей пристрій заблоковано. Нотатку збережено, і керівництво вирішить, що з нею робити. Попросіть у керівництва нове запрошення.

## Чому немає зв’язку із сервером
request-malformed = Сервер не розуміє цього застосунку. Ваші нотатки в безпеці на цьому пристрої. Оновіть застосунок.
request-too_large = На сервер надійшло забагато за один раз. Застосунок спробує меншими частинами. Вам нічого робити не треба.
request-unsupported_version = Цей застосунок застарий для сервера. Ваші нотатки в безпеці на цьому пристрої. Оновіть застосунок.
request-unknown_organisation = Цю організацію тут не знають. Попросіть у керівництва нове запрошення.
request-unknown_device = Цей пристрій не зареєстровано. Попросіть у керівництва нове запрошення.
request-device_revoked = Цей пристрій заблоковано. Те, що ви написали, ще дійде до керівництва. Попросіть нове запрошення.
request-bad_signature = Сервер не впізнає цього пристрою. Ваші нотатки в безпеці на цьому пристрої. Попросіть допомоги в керівництва.
request-clock_wrong = Годинник цього пристрою показує неправильний час. Увімкніть у налаштуваннях автоматичний час. Застосунок спробує ще раз.
request-nonce_reused = Це повідомлення вже надійшло раніше. Застосунок сам працює далі. Вам нічого робити не треба.
request-rate_limited = Зараз велике навантаження. Застосунок невдовзі спробує ще раз. Вам нічого робити не треба.
request-unavailable = Сервер зараз недоступний. Ваші нотатки в безпеці на цьому пристрої. Застосунок невдовзі спробує ще раз.
request-invitation_unknown = Ми не знаємо цього запрошення. Перевірте, чи правильно введено код, або попросіть нове.
request-invitation_used = Це запрошення вже використано. Попросіть у керівництва нове.
request-invitation_expired = Це запрошення застаре. Попросіть у керівництва нове.

## Невідоме
unknown-note = Це новий вид нотатки. Оновіть застосунок, щоб її прочитати.
unknown-code = Тут є щось, чого цей застосунок іще не знає. Оновіть застосунок, щоб це прочитати.

## У команді
handover = Передача в команді
handover-state-calm = { $child } почувається добре.
handover-state-watch = { $child } потребує більше уваги.
handover-state-act = { $child }: треба щось зробити.
handover-summary = Коротко
handover-to_do = Що зробити
handover-to_do_by = Зробити до: { $time }
handover-to_do_who = Хто це зробить: { $name }
handover-if_then = Якщо … то …
read_back = Передачу прочитано і зрозуміло
open_item = Ще треба зробити
open_item-what = Що
open_item-until = До: { $time }
take_over = Узято на себе
close_item = Готово
close_item-text = Як усе пройшло
notice = Увага
notice-until = Чинне до: { $time }
presence = Присутність
presence-what-arrived = { $child }: прихід.
presence-what-left = { $child }: вихід додому.
presence-at = Коли: { $time }
presence-by = Хто приводить або забирає
presence-origin-home = Прихід із дому
presence-origin-school = Прихід зі школи

## День
drop_off = Повідомлення на початку дня
drop_off-mood-happy = { $child } сьогодні в доброму гуморі.
drop_off-mood-as_usual = { $child } поводиться як завжди.
drop_off-mood-tired = { $child } сьогодні має мало сил.
drop_off-mood-sad = { $child } сьогодні сумує.
drop_off-mood-restless = { $child } сьогодні поводиться неспокійно.
drop_off-mood-clingy = { $child } сьогодні хоче бути ближче до когось.
drop_off-mood-unwell = { $child } почувається не дуже добре.
drop_off-slept-well = { $child }: сон цієї ночі був добрий.
drop_off-slept-as_usual = { $child }: сон цієї ночі був як завжди.
drop_off-slept-badly = { $child }: сон цієї ночі був поганий.
drop_off-slept-short = { $child }: сон цієї ночі був короткий.
drop_off-woke_at = Час пробудження: { $time }
drop_off-fed_at = Остання їжа або питво: { $time }
drop_off-collects = Хто забирає
drop_off-collects_at = Коли забирають: { $time }
drop_off-to_know = Варто знати
drop_off-medicine-yes = { $child }: удома дали ліки.
drop_off-medicine-no = { $child }: удома ліків не давали.
drop_off-goes_alone_at = Може йти додому самостійно: { $time }
pick_up = Повідомлення наприкінці дня
pick_up-text = Про цю мить
pick_up-keep_for_door = Для розмови біля дверей
pick_up-question = Запитання до вас
discussed = Обговорено біля дверей
day_log = Щоденник
day_log-what-sleep = { $child }: сон.
day_log-what-feed = { $child }: їжа або питво.
day_log-what-nappy = { $child }: зміна підгузка або туалет.
day_log-what-play = { $child }: гра.
day_log-from = Початок: { $time }
day_log-to = Кінець: { $time }
day_log-amount = { $count } мл
day_log-code-bottle = Пляшечка
day_log-code-breast_milk = Мамине молоко
day_log-code-formula = Дитяча суміш
day_log-code-fruit = Фрукти
day_log-code-bread = Хліб
day_log-code-warm_meal = Тепла страва
day_log-code-snack = Перекус
day_log-code-water = Вода
day_log-code-ate_all = З’їдено все
day_log-code-ate_half = З’їдено приблизно половину
day_log-code-ate_little = З’їдено мало
day_log-code-wet = Мокрий підгузок
day_log-code-dirty = Брудний підгузок
day_log-code-dry = Підгузок був сухий
day_log-code-potty = На горщику або в туалеті
day_log-code-in_bed = У ліжку
day_log-code-in_pram = У візочку
day_log-code-inside = У приміщенні
day_log-code-outside = Надворі
day_log-code-craft = Майстрування
day_log-code-music = Музика
day_log-code-reading = Читання вголос
day_log-code-free_play = Вільна гра
day_change = Сьогодні інакше
day_change-what-not_coming = { $child } не прийде.
day_change-what-later = { $child } прийде пізніше.
day_change-what-earlier = { $child } піде додому раніше.
day_change-what-other_collector = { $child }: сьогодні забирає хтось інший.
day_change-reason = Причина: { $value }
day_change-reason-ill = хвороба
day_change-reason-day_off = вільний день
day_change-reason-family = сім’я
day_change-reason-appointment = візит, наприклад до лікаря чи стоматолога
day_change-reason-other = щось інше
day_change-symptoms = Симптоми: { $value }
day_change-at = Коли: { $time }
day_change-collects = Хто забирає

## З дому
home_note = Повідомлення з дому
home_note-topic-mood = як почувається { $child }
home_note-topic-family_event = подія в сім’ї
home_note-topic-nice_moment = гарна мить удома
home_note-topic-new_skill = щось нове, що вміє { $child }
home_note-expires = Чинне до: { $time }
marks = Прочитано
marks-read = { $count ->
    [one] Прочитано { $count } повідомлення
    [few] Прочитано { $count } повідомлення
    [many] Прочитано { $count } повідомлень
   *[other] Прочитано { $count } повідомлення
}
marks-part_of_day-morning = Уранці
marks-part_of_day-afternoon = Удень
marks-part_of_day-evening = Увечері
marks-part_of_day-night = Уночі
thanks = Дякуємо!
helped = Це нам допомогло
family_card = Про нашу сім’ю
family_card-names = Імена і як їх вимовляти
family_card-customs = Що в нас заведено
family_card-languages = Мови вдома
family_card-hopes = Чого ми бажаємо нашій дитині
talk_request = Прохання про коротку розмову
talk_request-subject = Тема: { $value }
talk_request-subject-sleep = сон
talk_request-subject-food = їжа
talk_request-subject-play = гра
talk_request-subject-behaviour = поведінка
talk_request-subject-other = щось інше
talk_request-subject-tell_myself = краще розповім особисто
talk_request-urgency-no_hurry = Це не терміново.
talk_request-urgency-this_week = Бажано цього тижня.
talk_request-urgency-call_today = Я зателефоную вам сьогодні.
talk_request-times = Коли зручно
talk_answer = Відповідь щодо розмови
talk_answer-answer-yes = Так, залюбки.
talk_answer-answer-no = Ні, дякую.
talk_answer-answer-later = Краще пізніше.
talk_answer-at = Час розмови: { $time }
talk_answer-until = Просимо не питати до: { $time }
offer = Чи бажаєте ви цього?
offer-what-ten_minutes = Десятихвилинна розмова: { $child }
offer-what-home_visit = Візит додому
contact_plan = Так ми підтримуємо зв’язок
contact_plan-rhythm-weekly = Щотижня
contact_plan-rhythm-monthly = Щомісяця
contact_plan-rhythm-quarterly = Раз на три місяці
contact_plan-rhythm-when_needed = За потреби
contact_plan-channel-door = Біля дверей
contact_plan-channel-phone = Телефоном
contact_plan-channel-app = У застосунку
contact_plan-channel-in_person = У розмові під час зустрічі
contact_plan-detail-brief = Коротко
contact_plan-detail-normal = Звичайно
contact_plan-detail-extensive = Докладно
contact_plan-declined_until = Краще не раніше ніж: { $time }
contact_plan-times = Коли зручно
contact_plan-tips-yes = Поради щодо виховання вітаються.
contact_plan-tips-no = Краще без порад щодо виховання.
contact_plan-quiet_from = Краще без повідомлень від: { $clock }
contact_plan-quiet_until = Повідомлення знову від: { $clock }
contact_mark = Ми поговорили
contact_mark-what-door = Біля дверей
contact_mark-what-call = Телефоном
contact_mark-what-talk = Під час зустрічі
contact_mark-what-home_visit = Під час візиту додому
contact_mark-at = Коли: { $time }
contact_mark-two_way-yes = Обидві сторони розповідали й питали.
contact_mark-two_way-no = Розповідала лише одна сторона.
contact_mark-positive-yes = Ішлося про щось хороше.
contact_mark-positive-no = Ішлося про щось складне.
share = Передано за спільною згодою
share-receiver = Отримує: { $value }
share-receiver-school = школа
share-receiver-after_school = догляд після школи
share-receiver-youth_health = центр здоров’я дитини
share-receiver-other = хтось інший
share-receiver_name = Ім’я або назва
share-consent = За вашою згодою
share_answer = Відповідь на те, чим ми хочемо поділитися
share_answer-agreed-yes = Так, цим можна поділитися.
share_answer-agreed-no = Ні, цим ділитися не можна.
share_answer-text = Що хочу додати
share_sent = Передано
share_sent-at = Коли: { $time }

## Побачене, запитане, відповіді
observation = Що ми помітили
observation-seen = Що ми бачили
observation-meaning = Що це, на нашу думку, означає
observation-next = Що ми робимо тепер
proposal = Пропозиція з практики
proposal-for_kind = Вид пропозиції: { $value }
proposal-for_kind-observation = що ми помітили
proposal-for_kind-pick_up = повідомлення наприкінці дня
proposal-for_kind-question = запитання
proposal-for_kind-notice = увага
proposal-seen = Що було видно
proposal-meaning = Що це, на мою думку, означає
proposal-next = Що ми можемо зробити тепер
question = Запитання
question-text = Суть запитання
question-options = Можливі відповіді
question-reply_by = Просимо відповісти до: { $time }
question-asks-answer = Просимо відповісти.
question-asks-advice = Просимо поради.
question-asks-help = Чи можете допомогти?
concern = Занепокоєння
concern-text = Що нас турбує
concern-owner = Хто цим опікується: { $name }
concern-reply_by = Просимо відповісти до: { $time }
escalation = Прохання про допомогу
escalation-to-manager = До керівництва
escalation-to-coach = До коуча
escalation-text = Чому
tip = Порада для дому
tip-text = Порада
reply = Відповідь
reply-text = Текст відповіді
see_it_differently = Ми бачимо це інакше
see_it_differently-text = Як це бачимо ми

## Що має бути точним
medical = Здоров’я
medical-what-allergy = { $child } має алергію.
medical-what-intolerance = { $child } має непереносимість.
medical-what-condition = { $child } має проблему зі здоров’ям.
medical-what-medicine = { $child } приймає ліки.
medical-substance = Що саме
medical-severity-mild = Легкий ступінь
medical-severity-severe = Тяжкий ступінь
medical-since = Відколи: { $time }
medical-withdrawn-yes = Це вже не чинне.
medical_resolution = Здоров’я: підтверджено
medical_resolution-text = Як є тепер
collector = Хто може забирати
collector-name = Ім’я
collector-relation = Ким ця людина є для дитини
collector-withdrawn-yes = Ця людина більше не може забирати дитину.
collector-scope = Може: { $value }
collector-scope-collect = забирати дитину
collector-scope-be_called = отримувати дзвінки
collector-scope-join_talks = приходити на розмову
collector-weekdays = Зазвичай: { $value }
collector-weekdays-monday = понеділок
collector-weekdays-tuesday = вівторок
collector-weekdays-wednesday = середа
collector-weekdays-thursday = четвер
collector-weekdays-friday = п’ятниця
collector-weekdays-saturday = субота
collector-weekdays-sunday = неділя
consent = Дозвіл
consent-purpose = На що: { $value }
consent-purpose-photos_inside = фотографії для групи та батьків
consent-purpose-photos_website = фотографії на сайті
consent-purpose-outing = прогулянки та екскурсії
consent-purpose-sun_cream = змащування сонцезахисним кремом
consent-purpose-paracetamol = давання парацетамолу
consent-purpose-share_school = передавання інформації школі
consent-purpose-share_after_school = передавання інформації догляду після школи
consent-purpose-share_youth_health = передавання інформації центру здоров’я дитини
consent-purpose-go_home_alone = дорога додому без супроводу
consent-purpose-observation = записування того, що ми бачимо
consent-given-yes = Так, дозволено.
consent-given-no = Ні, не дозволено.
rhythm = Ритм дня: { $child }
rhythm-text = Сон, їжа і втішання
rhythm-since = Відколи: { $time }
rhythm-sleep_times = Коли сон
rhythm-sleep_how = Як засинає
rhythm-feeds = Їжа та напої
rhythm-comfort = Що допомагає, коли сумно
expectations = Чого ми очікуємо одне від одного
expectations-about-expect = Чого ми очікуємо
expectations-about-hope = Наші сподівання: { $child }
our_way = Ми робимо це так
medicine_agreement = Домовленість про ліки
medicine_agreement-medicine = Ліки
medicine_agreement-dose = Скільки
medicine_agreement-times = Коли
medicine_agreement-how = Як
medicine_agreement-from = Початок: { $time }
medicine_agreement-to = Кінець: { $time }
medicine_agreement-expires = Придатні до: { $time }
medicine_agreement-prescriber = Хто призначив
medicine_agreement-first_given_at_home-yes = Уперше ліки дали вдома.
medicine_agreement-first_given_at_home-no = Удома цих ліків ще не давали.
medicine_agreement-kept = Де лежать
medicine_agreement-given_by = Хто може їх давати
medicine_agreement-withdrawn-yes = Ця домовленість більше не чинна.

## Догляд
medicine_dose = Дали ліки
medicine_dose-medicine = Ліки
medicine_dose-dose = Скільки
medicine_dose-at = Коли: { $time }
medicine_dose-given_by = Хто дав ліки: { $name }
medicine_dose-checked_by = Хто перевірив: { $name }
medicine_dose-agreement = Згідно з домовленістю про ці ліки
dose_check = Ліки перевірено
incident = Невелика пригода
incident-what-fall = { $child }: падіння.
incident-what-bump = { $child }: забій.
incident-what-bite = { $child }: укус.
incident-what-cut = { $child } має ранку.
incident-what-sting = { $child }: укус комахи.
incident-what-burn = { $child } має опік.
incident-what-choking = { $child }: дитина похлинулася.
incident-what-other = { $child }: щось сталося.
incident-at = Коли: { $time }
incident-action-comforted = Ми втішили дитину.
incident-action-cooled = Ми охолодили це місце.
incident-action-plaster = Ми наклеїли пластир.
incident-action-first_aid = Ми надали першу допомогу.
incident-action-doctor = Ми були в лікаря.
incident-action-emergency = Ми зателефонували на номер 112.
illness = Хвороба в групі
illness-symptoms = { $child } має симптоми: { $value }
illness-at = Коли: { $time }
illness-temperature_tenths = { $value } градуса
illness-action-watched = Ми стежимо за цим.
illness-action-parent_called = Ми зателефонували батькам.
illness-action-collected = { $child }: дитину забрали.
illness-action-doctor = Ми були в лікаря.
illness-action-emergency = Ми зателефонували на номер 112.

## Разом
agreement = Домовленість
agreement-text = Про що ми домовляємося
agreement-from = Початок: { $time }
agreement-review_at = Повернемося до цього разом: { $time }
talk = Розмова
talk-at = Коли: { $time }
talk-second = Буде також: { $name }
talk-participants = Хто буде
talk_report = Підсумок розмови
talk_report-text = Про що ми говорили
talk_report-at = Коли: { $time }
text_edit = Текст змінено
approval = Згода з текстом
agenda_item = Про що поговорити

## Для всіх
board_item = Дошка оголошень
board_item-code-closed = Ми зачинені.
board_item-code-chickenpox = У групі вітряна віспа.
board_item-code-head_lice = У групі є воші. Будь ласка, уважно перевірте волосся дитини.
board_item-code-stomach_bug = У групі кишковий грип.
board_item-code-rubber_boots = Будь ласка, принесіть гумові чобітки.
board_item-code-sun_cream = Будь ласка, намастіть дитину вдома сонцезахисним кремом.
board_item-code-swimming = Ми йдемо плавати. Будь ласка, принесіть рушник і одяг для плавання.
board_item-code-outing = Ми йдемо на екскурсію.
board_item-code-birthday = У групі свято.
board_item-code-study_day = У команди навчальний день.
board_item-code-photographer = Приходить фотограф.
board_item-code-other = Повідомлення для всіх
board_item-at = Коли: { $time }
board_item-until = До: { $time }
poll = Запитання до всіх батьків
poll-text = Запитання
poll-options = На вибір
poll-until = Відповіді до: { $time }
poll_answer = Відповідь на запитання до батьків
poll_answer-choice = Обрана відповідь: { $count }
event = Запрошення
event-what-come_and_look = Завітайте до групи
event-what-coffee = Кава з іншими батьками
event-what-celebration = Свято
event-what-trip = Екскурсія
event-what-workshop = Спільне навчання за темою
event-what-activity = Спільна справа
event-title = Назва
event-at = Коли: { $time }
event-until = До: { $time }
event-place = Де
event-places = Кількість місць: { $count }
event-guests = Хто ще прийде
event-help_wanted = Допомога вітається
event-poll = Про це просили батьки.
event_answer = Відповідь на запрошення
event_answer-answer-yes = Так, прийду.
event_answer-answer-no = Ні, не прийду.
event_answer-answer-maybe = Ще не знаю.
event_answer-persons = Кількість людей: { $count }
event_answer-helps-yes = Залюбки допоможу.
event_answer-helps-no = Не можу допомогти.
event_answer-shares_contact-yes = Інші батьки можуть бачити мою картку.
event_answer-shares_contact-no = Моя картка не для інших батьків.
contact_card = Картка від батьків
handbook_page = Довідник
handbook_page-version = Версія { $count }
template = Допомога з текстом
template-for_kind = Для чого: { $value }
template-for_kind-drop_off = повідомлення на початку дня
template-for_kind-pick_up = повідомлення наприкінці дня
template-for_kind-handover = передача в команді
template-for_kind-day_log = щоденник
template-for_kind-observation = що ми побачили
template-for_kind-talk = розмова
template-for_kind-expectations = чого ми очікуємо
template-age-baby = Немовлята до 1 року
template-age-toddler = Діти від 1 до 4 років
template-age-after_school = Група після школи
practice_card = Це в нас спрацювало
theme_pack = Тема
self_check = Погляд на власну роботу
self_check-items = Запитання
self_check-source = Джерело
staff_card = Хто я
staff_card-training = Освіта
staff_card-topics = Про що я багато знаю
staff_card-languages = Мови, якими я розмовляю

## Виправлення
correction = Виправлено
retraction = Відкликано
retraction-reason = Причина: { $value }
retraction-reason-wrong_child = це було про іншу дитину
retraction-reason-wrong_facts = це було неправильно
retraction-reason-not_wanted = краще цього не зберігати
retraction-reason-other = щось інше

## Поля різних видів
field-text = Текст
field-topic = Тема: { $value }
field-topic-sleep = сон
field-topic-food = їжа
field-topic-comfort = втішання
field-topic-limits = межі
field-topic-play = гра
field-topic-language = мова
field-topic-behaviour = поведінка
field-topic-friends = друзі
field-topic-toilet = користування туалетом
field-topic-health = здоров’я
field-topic-other = щось інше
field-topic-vision = як ми працюємо
field-topic-together = разом із батьками
field-topic-drop_off = початок дня
field-topic-pick_up = кінець дня
field-topic-talks = розмови
field-topic-medicine = ліки
field-topic-illness = хвороба
field-topic-safety = безпека
field-topic-signals = занепокоєння щодо дитини
field-domain = Тема: { $value }
field-domain-social_emotional = почуття та спілкування з іншими
field-domain-motor = рух
field-domain-language = мова
field-domain-thinking = мислення та розуміння
field-domain-creative = творчість та уява
field-domain-self_care = самостійність
field-domain-nature = природа та відкриття
field-domain-other = щось інше
field-symptoms-fever = гарячка
field-symptoms-cough = кашель
field-symptoms-cold = нежить
field-symptoms-vomiting = блювання
field-symptoms-diarrhoea = пронос
field-symptoms-rash = висип на шкірі
field-symptoms-eye_infection = запалення ока
field-symptoms-ear_pain = біль у вусі
field-symptoms-tired = млявість
field-symptoms-not_eating = відмова від їжі
field-symptoms-other = щось інше
field-told-not_yet = Батьки ще не знають.
field-told-called = Ми сказали батькам телефоном.
field-told-told_at_the_door = Ми сказали батькам біля дверей.
field-how-phone = телефоном
field-how-in_person = під час зустрічі
field-how-either = телефоном або під час зустрічі
field-how-video = через відеодзвінок
field-how = Як: { $value }
field-about = Стосується іншої нотатки
field-purpose-ten_minutes = Десятихвилинна розмова
field-purpose-intake = Знайомство
field-purpose-sensitive = Розмова у спокійній обстановці
field-purpose-home_visit = Візит додому
field-purpose-other = Інша розмова
field-title = Заголовок
field-copied_from = Узято з іншої нотатки
field-original_author = Хто написав перший варіант: { $name }

## Гарна мить
field-moment-built_tower = { $child } будує високу вежу.
field-moment-built_railway = { $child } будує довгу дорогу для потягів чи машинок.
field-moment-played_in_sand = { $child } залюбки грається в пісочниці.
field-moment-played_with_water = { $child } грається водою.
field-moment-blew_bubbles = { $child } пускає мильні бульбашки.
field-moment-painted = { $child } малює фарбами.
field-moment-drew = { $child } створює малюнок.
field-moment-shaped_clay = { $child } ліпить щось із глини.
field-moment-cut_and_pasted = { $child } вирізає і клеїть.
field-moment-threaded_beads = { $child } нанизує намистинки.
field-moment-did_puzzle = { $child } складає пазл.
field-moment-sorted_and_counted = { $child } рахує і сортує різні речі.
field-moment-named_colours = { $child } називає кольори.
field-moment-sang_or_danced = { $child } співає або танцює.
field-moment-knew_song_or_rhyme = { $child } знає напам’ять пісеньку чи віршик.
field-moment-made_music = { $child } музикує.
field-moment-listened_to_story = { $child } уважно слухає розповідь.
field-moment-joined_circle_time = { $child } гарно бере участь у колі.
field-moment-enjoyed_a_book = { $child } спокійно розглядає книжечки.
field-moment-told_a_story = { $child } розповідає нам щось.
field-moment-asked_good_question = { $child } ставить гарне запитання.
field-moment-said_new_word = { $child } каже нове слово.
field-moment-taught_us_a_word = { $child } навчає нас слова мовою, якою говорять удома.
field-moment-played_together = { $child } гарно грається з іншими.
field-moment-played_alone = { $child } довго і спокійно грається на самоті.
field-moment-made_friend = { $child } заводить нових друзів.
field-moment-welcomed_new_child = { $child } привітно зустрічає нову дитину.
field-moment-helped_another = { $child } допомагає іншій дитині.
field-moment-comforted_other = { $child } втішає іншу дитину.
field-moment-said_something_kind = { $child } каже щось приємне іншій дитині.
field-moment-shared = { $child } ділиться іграшками.
field-moment-waited_turn = { $child } терпляче чекає своєї черги.
field-moment-made_up_after_quarrel = { $child } мириться після сварки.
field-moment-set_boundary = { $child } чітко каже: стоп, я цього не хочу.
field-moment-laughed = { $child } багато сміється.
field-moment-made_us_laugh = { $child } смішить нас.
field-moment-cuddled = { $child } залюбки обіймається.
field-moment-said_goodbye_well = { $child } спокійно прощається сьогодні вранці.
field-moment-let_be_comforted = { $child } після хвилинки смутку дає себе втішити.
field-moment-helped_tidy_up = { $child } допомагає прибирати.
field-moment-helped_at_table = { $child } допомагає накривати на стіл.
field-moment-ate_well = { $child } їсть з апетитом.
field-moment-tried_new_food = { $child } куштує нову страву.
field-moment-ate_without_help = { $child } їсть без допомоги.
field-moment-made_own_sandwich = { $child } без допомоги намащує бутерброд.
field-moment-drank_from_cup = { $child } без допомоги п’є з чашки.
field-moment-poured_own_drink = { $child } без допомоги наливає собі пити.
field-moment-used_toilet = { $child } користується горщиком або туалетом.
field-moment-dressed_without_help = { $child } без допомоги щось одягає.
field-moment-washed_hands = { $child } без допомоги миє руки.
field-moment-slept_well = { $child }: солодкий сон.
field-moment-enjoyed_outside = { $child } весело грається надворі.
field-moment-played_hide_and_seek = { $child } грає у схованки.
field-moment-played_in_rain_or_snow = { $child } грається надворі під дощем або в снігу.
field-moment-went_for_walk = { $child } іде з нами на прогулянку.
field-moment-climbed = { $child } добре лазить.
field-moment-jumped = { $child } стрибає.
field-moment-kept_balance = { $child } ходить по колоді або по лінії.
field-moment-went_down_slide = { $child } з’їжджає з гірки.
field-moment-rode_bike = { $child } їздить на велосипеді.
field-moment-played_ball = { $child } грає в м’яч.
field-moment-found_little_animals = { $child } знаходить маленьких комашок.
field-moment-was_gentle_with_animal = { $child } лагідно поводиться з твариною.
field-moment-explored_nature = { $child } шукає листя, гілочки чи квіти.
field-moment-cared_for_plants = { $child } доглядає рослини.
field-moment-played_pretend = { $child } грається в сім’ю, у лікаря чи щось подібне.
field-moment-dressed_up = { $child } перевдягається в костюм.
field-moment-cared_for_doll = { $child } доглядає ляльку.
field-moment-kept_trying = { $child } не здається, коли щось важко.
field-moment-solved_problem = { $child } без допомоги знаходить розв’язання.
field-moment-chose_activity = { $child } без підказки вибирає, що робити.
field-moment-dared_something = { $child } наважується на щось захопливе.
field-moment-was_proud = { $child } пишається тим, що вдалося.
field-moment-rolled_over = { $child } перевертається на інший бік.
field-moment-sat_up = { $child } сидить без опори.
field-moment-crawled = { $child } повзає.
field-moment-stood_up = { $child } стає на ніжки.
field-moment-took_steps = { $child } робить кроки.
field-moment-grasped_something = { $child } бере щось і уважно роздивляється.
field-moment-babbled = { $child } весело лепече.
field-moment-smiled_at_us = { $child } широко нам усміхається.
field-moment-played_peekaboo = { $child } грає в ку-ку.
field-moment-enjoyed_tummy_time = { $child } лежить на животику і роздивляється навколо.
field-moment-found_hands_and_feet = { $child } відкриває свої ручки та ніжки.
field-moment-walked_along_furniture = { $child } ходить, тримаючись за меблі.
field-moment-clapped_or_waved = { $child } плескає в долоні або махає ручкою.
field-moment-knew_own_name = { $child } відгукується на своє ім’я.
field-moment-felt_materials = { $child } торкається м’яких, шорстких або мокрих речей.
field-moment-listened_to_song = { $child } із радістю слухає пісеньку.
field-moment-drank_well = { $child } добре п’є.
field-moment-ate_from_spoon = { $child } їсть із ложечки.
field-moment-fell_asleep_calmly = { $child } спокійно засинає.
field-moment-came_happily_from_school = { $child } радісно приходить зі школи.
field-moment-told_about_school = { $child } розповідає про школу.
field-moment-relaxed_after_school = { $child } гарно відпочиває після школи.
field-moment-did_homework_together = { $child } робить уроки разом з іншими.
field-moment-read_alone = { $child } без допомоги читає книжку.
field-moment-wrote_something = { $child } пише оповідання, листа чи листівку.
field-moment-finished_drawing = { $child } домальовує малюнок до кінця.
field-moment-made_jewellery_or_sewed = { $child } робить прикрасу або щось шиє.
field-moment-built_with_tools = { $child } майструє щось інструментами.
field-moment-did_experiment = { $child } робить дослід.
field-moment-cooked_together = { $child } готує або пече разом з іншими.
field-moment-played_board_game = { $child } грає в настільну гру.
field-moment-coped_with_losing = { $child } гідно сприймає програш.
field-moment-invented_game = { $child } вигадує нову гру.
field-moment-made_plan_together = { $child } складає план разом з іншими.
field-moment-helped_younger_child = { $child } допомагає молодшій дитині.
field-moment-performed_for_others = { $child } виступає перед групою.
field-moment-built_hut = { $child } будує халабуду.
field-moment-played_football = { $child } грає у футбол.
field-moment-did_sports = { $child } залюбки займається спортом.
field-moment-went_on_outing = { $child } радіє екскурсії.
field-moment-celebrated = { $child } бере участь у святі.
field-moment-tried_something_new = { $child } пробує щось нове.
field-moment-learnt_something = { $child } навчається чогось нового.
field-moment-made_something = { $child } робить щось гарне.
field-moment-nothing_special = Звичайний день, без особливих подій.

## Забрати з собою
export-title = Що ми зберігаємо про дитину: { $child }
export-made = Створено: { $time }. Для: { $name }. Ким: { $organisation }.
export-by = { $name }, { $time }
export-together = Написано разом
