// Codes in words, the core's log, and which core this is. Makes no sentence itself.

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
