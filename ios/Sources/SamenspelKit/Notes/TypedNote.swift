// A note as a type of its kind: how one is written, and how one is read. Knows no kind; those are made.

import SamenspelFFI

/// Notes as types, one for each kind, and the lists of codes that they choose from.
public enum Notes {
  /// What every note may have beside its own values.
  public struct Common: Equatable, Sendable {
    static let names = ["language", "replies_to", "copied_from", "original_author", "template"]

    /// The language of its text, a BCP 47 tag.
    public var language: String?
    /// The key of the note of the same document that it answers.
    public var repliesTo: String?
    /// The key of the note of another document that it copies.
    public var copiedFrom: String?
    /// Who wrote that.
    public var originalAuthor: String?
    /// The number of the template that it was begun with.
    public var template: Int64?

    public init(
      language: String? = nil,
      repliesTo: String? = nil,
      copiedFrom: String? = nil,
      originalAuthor: String? = nil,
      template: Int64? = nil
    ) {
      self.language = language
      self.repliesTo = repliesTo
      self.copiedFrom = copiedFrom
      self.originalAuthor = originalAuthor
      self.template = template
    }

    /// What a note has of these.
    public init(of fields: [NoteField]) {
      let values = NoteValues(fields)
      language = values.text("language")
      repliesTo = values.key("replies_to")
      copiedFrom = values.key("copied_from")
      originalAuthor = values.id("original_author")
      template = values.number("template")
    }

    var fields: [NoteField] {
      var fields = NoteFields()
      fields.text("language", language)
      fields.key("replies_to", repliesTo)
      fields.key("copied_from", copiedFrom)
      fields.id("original_author", originalAuthor)
      fields.number("template", template)
      return fields.list
    }
  }
}

/// One of a list of codes. The list is open: what a later version of the app chose is kept and passed on
/// by this one, which has no words for it.
public protocol NoteCode: Hashable, Sendable {
  /// As it is written.
  var code: String { get }
  /// All that this version knows, in the order to show.
  static var all: [Self] { get }
  /// One by how it is written.
  init(_ code: String)
}

/// A note of one kind, with its values as properties.
public protocol TypedNote: Equatable, Sendable {
  /// The name of the kind.
  static var kind: String { get }
  /// The documents that take it.
  static var documents: [Notes.Document] { get }
  /// The names of its values, in the order in which they are read to somebody.
  static var names: [String] { get }
  /// Its values as they are written.
  var fields: [NoteField] { get }
  /// One with these values; nothing if one that must be there is missing or of another type.
  init?(values: NoteValues)
}

/// A note of a kind that goes into one kind of document.
public protocol OneDocumentNote: TypedNote {}

extension TypedNote {
  /// A note of this kind; nothing if it is of another, or lacks what this version expects of it.
  public init?(kind: String, fields: [NoteField]) {
    guard kind == Self.kind else { return nil }
    self.init(values: NoteValues(fields))
  }

  /// A note of this kind; nothing if it is of another, or lacks what this version expects of it.
  public init?(_ note: NoteView) { self.init(kind: note.kind, fields: note.fields) }

  /// A note of this kind; nothing if it is of another, or lacks what this version expects of it.
  public init?(_ told: ToldView) { self.init(kind: told.kind, fields: told.fields) }

  /// The note as it is written into one of the documents that take it.
  public func request(
    about subject: NoteSubject, in document: Notes.Document, _ common: Notes.Common = .init()
  ) -> NoteRequest {
    precondition(
      Self.documents.contains(document), "a \(Self.kind) does not go into a \(document.rawValue)")
    return NoteRequest(
      document: document.rawValue, subject: subject, kind: Self.kind,
      fields: fields + common.fields)
  }

  /// What a note of this kind should have said, whole: a value that this one leaves out is taken away. What
  /// it is `of` stays as it was. Only the author of the note corrects it.
  public func correcting(_ wrong: NoteView, _ common: Notes.Common = .init()) -> NoteRequest {
    correcting(wrong.kind, wrong.key, wrong.document, wrong.subject, common)
  }

  /// What a note of this kind should have said, whole: a value that this one leaves out is taken away. What
  /// it is `of` stays as it was. Only the author of the note corrects it.
  public func correcting(_ wrong: ToldView, _ common: Notes.Common = .init()) -> NoteRequest {
    correcting(wrong.kind, wrong.key, wrong.document, wrong.subject, common)
  }

  private func correcting(
    _ kind: String, _ key: String, _ document: String, _ subject: NoteSubject, _ common: Notes.Common
  ) -> NoteRequest {
    precondition(kind == Self.kind, "a \(Self.kind) does not correct a \(kind)")
    let said = fields
    let gone = Self.names.filter { name in !said.contains { $0.name == name } }
    let correction = Notes.Correction(
      of: key, corrected: said + gone.map { NoteField(name: $0, value: .empty) })
    return NoteRequest(
      document: document, subject: subject, kind: Notes.Correction.kind,
      fields: correction.fields + common.fields)
  }
}

extension OneDocumentNote {
  /// The note as it is written into the one kind of document that takes it.
  public func request(about subject: NoteSubject, _ common: Notes.Common = .init()) -> NoteRequest {
    request(about: subject, in: Self.documents[0], common)
  }
}
