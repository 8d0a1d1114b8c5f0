/// The manual page in roff, see man-pages(7): every command with its own options, and those of several commands once.
struct ManualPage {
  private let root: ToolDescription.Command
  private let version: String

  init(_ root: ToolDescription.Command, version: String) {
    self.root = root
    self.version = version
  }

  /// The page.
  var text: String {
    var lines = [
      ".TH DLVIZ 1 \"\" \"dlviz \(version)\" \"User Commands\"", ".SH NAME",
      "dlviz \\- \(Self.escaped(Self.decapitalised(root.abstract ?? "")))",
      ".SH SYNOPSIS", ".B dlviz", "[\\fIcommand\\fR] [\\fIoption\\fR ...]",
      ".SH DESCRIPTION", Self.paragraph(root.discussion),
      "If standard output is not a terminal, text is written instead of a screen, as with \\fB\\-\\-headless\\fR.",
    ]
    let commands = Self.flattened(root)
    let common = Self.common(commands.map(\.command))
    lines.append(".SH COMMANDS")
    for (name, command) in commands {
      let own = Self.shown(command).filter { argument in !common.contains { Self.key($0) == Self.key(argument) } }
      lines += [".SS " + Self.escaped(Self.synopsis(name, command)), Self.escaped(command.abstract ?? "")]
      if let discussion = command.discussion, !discussion.isEmpty { lines += [".PP", Self.paragraph(discussion)] }
      lines += own.flatMap(Self.entry)
    }
    lines += [".SH COMMON OPTIONS", "Most commands take these."] + common.flatMap(Self.entry)
    lines += Self.ending
    return lines.joined(separator: "\n")
  }

  private static let ending = [
    ".SH ENVIRONMENT",
    ".TP\n.B DLVIZ_DATA\nA directory with image sets, searched before the cache.",
    ".TP\n.B NO_COLOR\nIf not empty, nothing is coloured.",
    ".TP\n.B COLORTERM\n.B truecolor\nor\n.B 24bit\npromises 24-bit colour.",
    ".TP\n.B XDG_CACHE_HOME\nDownloads are kept in its folder \\fBdlviz\\fR, else in \\fB~/.cache/dlviz\\fR.",
    ".TP\n.B XDG_DATA_HOME\nDrawings are kept in its folder \\fBdlviz/drawn\\fR, else in \\fB~/.local/share/dlviz/drawn\\fR.",
    ".SH EXIT STATUS",
    ".TP\n.B 0\nThe run ended as it should.",
    ".TP\n.B 1\nA file, a download or the run itself failed; a message on standard error says why.",
    ".TP\n.B 64\nThe command line is wrong.",
    ".TP\n.B 128 + N\nSignal N ended a run without a screen, which still wrote what \\fB\\-\\-save\\fR asked for.",
    ".SH EXAMPLES",
    ".TP\n.B dlviz xor\nWatch a small network learn XOR.",
    ".TP\n.B dlviz mnist \\-\\-epochs 5 \\-\\-save digits.safetensors \\-\\-headless\nTrain without a screen and keep the weights.",
    ".TP\n.B dlviz mnist \\-\\-init model.safetensors \\-\\-input\\-scale unit \\-\\-epochs 0 \\-\\-json\n"
      + "Evaluate a PyTorch model that was trained on pixels from 0 to 1.",
    ".SH SEE ALSO",
    "On a screen, \\fB?\\fR lists the keys and \\fBe\\fR explains what is shown.",
  ]

  /// Commands that do something, with their whole names, in the order in which they are listed.
  private static func flattened(_ root: ToolDescription.Command) -> [(name: String, command: ToolDescription.Command)] {
    (root.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }.flatMap { command in
      let name = "dlviz \(command.commandName)"
      let below = (command.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
      return [(name, command)] + below.map { ("\(name) \($0.commandName)", $0) }
    }
  }

  /// Arguments that three commands have in the same words.
  private static func common(_ commands: [ToolDescription.Command]) -> [ToolDescription.Argument] {
    var counts: [String: Int] = [:]
    for command in commands { for argument in shown(command) { counts[key(argument), default: 0] += 1 } }
    var seen: Set<String> = []
    return commands.flatMap(shown).filter { argument in
      argument.kind != "positional" && counts[key(argument), default: 0] >= 3 && seen.insert(key(argument)).inserted
    }
  }

  private static func shown(_ command: ToolDescription.Command) -> [ToolDescription.Argument] {
    (command.arguments ?? []).filter { $0.shouldDisplay != false }
  }

  private static func key(_ argument: ToolDescription.Argument) -> String {
    (argument.names ?? []).map(\.text).joined() + "\u{0}" + (argument.abstract ?? "")
  }

  private static func synopsis(_ name: String, _ command: ToolDescription.Command) -> String {
    let words = shown(command).filter { $0.kind == "positional" }.map { argument in
      let word = "\(argument.valueName ?? "value")\(argument.isRepeating == true ? " ..." : "")"
      return argument.isOptional == true ? "[\(word)]" : word
    }
    return ([name] + words).joined(separator: " ")
  }

  /// An argument as an entry of a list.
  private static func entry(_ argument: ToolDescription.Argument) -> [String] {
    let value = argument.valueName.map { "\\fI\(escaped($0))\\fR" } ?? ""
    let names = (argument.names ?? []).map { "\\fB\(escaped($0.text))\\fR" }
    let head =
      switch argument.kind {
      case "positional": value
      case "flag": names.joined(separator: ", ")
      default: names.map { "\($0) \(value)" }.joined(separator: ", ")
      }
    var words = escaped(argument.abstract ?? "")
    if let fallback = argument.defaultValue, argument.kind != "flag" { words += " (default: \(escaped(fallback)))" }
    return [".TP", head, words.isEmpty ? "\\&" : words]
  }

  private static func paragraph(_ text: String?) -> String {
    (text ?? "").split(separator: "\n").map { escaped(String($0)) }.joined(separator: "\n.PP\n")
  }

  private static func decapitalised(_ text: String) -> String {
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Text that roff takes as it is: no commands at a line's beginning, true hyphens, plain quotes.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "`", "'": result += character == "`" ? "\\(ga" : "\\(aq"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
