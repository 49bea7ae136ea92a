// The contract that both kits keep, with a real server for each test. The tests are in the files beside.

import KitTesting
import SamenspelKit
import Testing

/// Each test has a server and an organisation of its own.
@Suite("The contract", .serialized, .timeLimit(.minutes(2)))
struct Contract {
  let server: Server

  init() throws { server = try Server() }

  func fatma() async throws -> Phone { try await phone("s002", "Telefoon van Fatma") }
  func willemijn() async throws -> Phone { try await phone("s001", "Telefoon van Willemijn") }
  func jolanda() async throws -> Phone { try await phone("s003", "Telefoon van Jolanda") }

  /// The phone of a person, by the id in people.csv, over a wire of its own if one is given.
  func phone(_ person: String, _ name: String, over wire: Wire? = nil) async throws -> Phone {
    let invitation = try server.invitation(person: person, url: wire?.url)
    return try await Phone(invitation: invitation, name: name)
  }
}
