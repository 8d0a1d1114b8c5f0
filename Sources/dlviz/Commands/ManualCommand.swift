import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `dlviz manual`: the manual page, made from what `--help` is made from; not listed, since `make install` and packages use it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page dlviz(1) as roff.",
    shouldDisplay: false
  )

  mutating func run() throws {
    let description = try JSONDecoder().decode(ToolDescription.self, from: Data(Dlviz._dumpHelp().utf8))
    try StandardOutput.print(ManualPage(description.command, version: Dlviz.configuration.version).text)
  }
}

/// What ArgumentParser says of a command and its arguments, as far as a manual page needs it.
struct ToolDescription: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool?
    var isOptional: Bool?
    var isRepeating: Bool?
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?
    var allValues: [String]?
  }

  struct Name: Decodable {
    var kind: String
    var name: String

    var text: String { (kind == "long" ? "--" : "-") + name }
  }
}
