import Datasets
import Foundation
import Testing

@Suite struct AtomicFileTests {
  private let directory = TemporaryDirectory()

  private func path(_ name: String) -> String { directory.path + "/" + name }

  private func link(_ name: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: destination)
  }

  @Test func aFaultLeavesTheOldFileWhole() throws {
    #expect(throws: FileError.cannotWrite(path: "/nowhere/at/all", reason: "No such file or directory")) {
      try AtomicFile.write("x", to: "/nowhere/at/all")
    }
    #expect(throws: FileError.cannotWrite(path: "/", reason: "Is a directory")) { try AtomicFile.write("x", to: "/") }
    // A rename would replace the device by a file.
    let device = FileError.cannotWrite(
      path: "/dev/null",
      reason: "expected a file, found a device, a pipe or a socket"
    )
    #expect(throws: device) { try AtomicFile.write("x", to: "/dev/null") }
    #expect(throws: device) { try AtomicFile.checkWritable("/dev/null") }
  }

  @Test func aLinkIsFollowedNotReplaced() throws {
    directory.write(Array("old".utf8), to: "folder/file")
    try link("absolute", to: path("folder/file"))
    try link("relative", to: "folder/file")
    try link("chain", to: "relative")
    for name in ["absolute", "relative", "chain"] {
      try AtomicFile.write(name, to: path(name))
      #expect(directory.read("folder/file") == Array(name.utf8))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path(name)) != path(name))
    }
    #expect(directory.list("folder") == ["file"])
  }

  @Test func aLinkToWhatIsNotThereYetMakesIt() throws {
    try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: true)
    try link("link", to: "folder/new")
    try AtomicFile.checkWritable(path("link"))
    try AtomicFile.write("x", to: path("link"))
    #expect(directory.read("folder/new") == Array("x".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "folder/new")
    try link("nowhere", to: "missing/new")
    #expect(throws: FileError.cannotWrite(path: path("nowhere"), reason: "No such file or directory")) {
      try AtomicFile.checkWritable(path("nowhere"))
    }
    try link("circle", to: "circle")
    #expect(throws: FileError.self) { try AtomicFile.write("x", to: path("circle")) }
  }

  @Test func aFileKeepsItsPermissions() throws {
    directory.write([1], to: "secret")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("secret"))
    try AtomicFile.write([2], to: path("secret"))
    let mode = try FileManager.default.attributesOfItem(atPath: path("secret"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(directory.read("secret") == [2])
  }
}
