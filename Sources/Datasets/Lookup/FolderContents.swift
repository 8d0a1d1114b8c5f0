/// What lies where no images were found, in a few words for an error.
enum FolderContents {
  /// A file, by the ending of its name.
  static func words(file path: String) -> String {
    let name = FileSystem.name(of: path)
    if DatasetFiles.Part.allCases.contains(where: { $0.names(in: .mnist).contains(name) }) {
      return "one file of MNIST's four, for which --data takes their folder"
    }
    guard FileSystem.isFile(path) else { return "no file and no folder" }
    return ending(name).map { "a \($0) file" } ?? "a file without an ending to its name"
  }

  /// A folder, by what is in it and in the folders there.
  static func words(folder path: String) -> String {
    let names = FileSystem.names(in: path)
    if names.isEmpty { return "an empty folder" }
    var words = "a folder with " + names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    let folders = names.filter { FileSystem.isDirectory(path + "/" + $0) }
    let endings = Set(
      folders.prefix(100).flatMap { FileSystem.names(in: path + "/" + $0).prefix(100).compactMap(ending) }
    )
    if !endings.isEmpty {
      let sorted = endings.sorted()
      words +=
        ", in which are \(sorted.prefix(4).joined(separator: ", ")) files" + (sorted.count > 4 ? " and others" : "")
    }
    return words
  }

  /// What a name ends with, such as `.jpg`.
  private static func ending(_ name: String) -> String? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return String(name[dot...]).lowercased()
  }
}
