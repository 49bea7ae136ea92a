// Codes, moments and cards in words, the core's log, and which core this is. Makes no sentence itself.

import Foundation
import SamenspelFFI

/// Codes in words, in the languages of the app.
public enum Phrasebook {
  /// The languages that there are sentences in, as BCP 47 tags; the first is the default.
  public static var languages: [String] { SamenspelFFI.languages() }

  /// What the app says of a code, in the best of the reader's languages; nothing for a code that this
  /// version does not know.
  public static func sentence(
    of kind: SentenceOf, code: String, languages: [String] = Locale.preferredLanguages
  ) -> String? {
    SamenspelFFI.sentence(of: kind, code: code, languages: languages)
  }

  /// What a failure says, in the best of the reader's languages.
  public static func sentence(
    for failure: SamenspelError, languages: [String] = Locale.preferredLanguages
  ) -> String? {
    switch failure {
    case .Refused(let code, _): sentence(of: .refusal, code: code, languages: languages)
    case .Server(let code, _): sentence(of: .request, code: code, languages: languages)
    case .DayPass(let code, _): sentence(of: .dayPass, code: code, languages: languages)
    case .Store(let code, _), .Pin(let code, _), .Unreachable(let code, _), .Input(let code, _):
      sentence(of: .device, code: code, languages: languages)
    }
  }

  /// The word for where a note stands, and what it means; `names` are of those whom it names.
  public static func status(
    _ status: NoteStatus, names: [String], language: String
  ) -> StatusWordsView {
    SamenspelFFI.statusWords(status: status, names: names, language: language)
  }

  /// A moment in words, in the Netherlands' time.
  public static func moment(_ atMilliseconds: Int64, language: String) -> String {
    SamenspelFFI.momentWords(atMs: atMilliseconds, language: language)
  }

  /// How old a child born on a day (ISO 8601) is; nothing for what is no day or lies ahead.
  public static func age(bornOn birthDate: String, at nowMilliseconds: Int64, language: String)
    -> String?
  {
    SamenspelFFI.ageWords(birthDate: birthDate, nowMs: nowMilliseconds, language: language)
  }

  /// Every card of the guide, in the order to show.
  public static func guideCards(language: String) -> [GuideCardView] {
    SamenspelFFI.guideCards(language: language)
  }

  /// What a card says of the official who is turned to with signals.
  public static func signalsLines(designatedOfficial: String, language: String) -> [String] {
    SamenspelFFI.signalsLines(designatedOfficial: designatedOfficial, language: language)
  }
}

/// The core itself.
public enum Core {
  /// Which one this is.
  public static var version: ApiVersion { SamenspelFFI.apiVersion() }

  /// From now on its log goes to `write`: codes and counts, nothing about a person or a child. Nothing
  /// takes it away again. `write` is called on threads of the core and returns at once.
  public static func log(to write: (@Sendable (LogLine) -> Void)?) {
    SamenspelFFI.setLogSink(sink: write.map(Sink.init))
  }

  private final class Sink: SamenspelFFI.LogSink, Sendable {
    private let take: @Sendable (LogLine) -> Void
    init(_ take: @escaping @Sendable (LogLine) -> Void) { self.take = take }
    func write(line: LogLine) throws { take(line) }
  }
}
