/// Writes words as a shell reads them.
enum ShellWords {
  /// A word as it is where that is safe, else in single quotes.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_-+=.,/:@%".unicodeScalars.contains(scalar)
      }
    return isPlain
      ? word : "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }

  /// The command line that this process was started by, without the name that `--save` writes to: the same run gives the same file.
  static func commandLine(_ arguments: [String] = CommandLine.arguments) -> String {
    var words = ["dlviz"]
    var isName = false
    for argument in arguments.dropFirst() {
      if !isName, argument != "--save", !argument.hasPrefix("--save=") { words.append(argument) }
      isName = !isName && argument == "--save"
    }
    return words.map(quoted).joined(separator: " ")
  }
}
