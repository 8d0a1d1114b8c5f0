import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Datasets

@Suite struct DatasetFetcherTests {
  let directory = TemporaryDirectory()
  let server = LoopbackServer()
  let files: [DatasetFiles.Part: [UInt8]] = DatasetFiles.Part.allCases.enumerated().reduce(into: [:]) { files, part in
    let bytes = (0..<5000 + 100 * part.offset).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 5 &+ part.offset) }
    files[part.element] = bytes
  }

  private let part = DatasetFiles.Part.trainImages
  private var first: [UInt8] { files[part, default: []] }
  private var name: String { part.downloadName }

  /// Answers every file well below a folder, but for one.
  private func serve(_ folder: String = "", but answers: LoopbackServer.Answer...) {
    for (part, bytes) in files { server.answer("/" + folder + part.downloadName, .whole(bytes)) }
    switch answers.count {
    case 0: break
    case 1: server.answer("/" + folder + name, answers[0])
    default: server.answer("/" + folder + name, answers[0], answers[1])
    }
  }

  private func fetcher(
    _ folders: String...,
    into folder: String = "",
    stallTimeout: Duration = .seconds(60),
    digests: @escaping @Sendable () -> DigestLibrary? = { .system }
  ) throws -> DatasetFetcher {
    let checksums = try files.mapValues { bytes in
      var digest = try Digest(.sha256)
      try bytes.withUnsafeBytes { bytes throws in try digest.update(bytes) }
      return Checksum.sha256(try digest.finish())
    }
    return try DatasetFetcher(
      .mnist,
      into: directory.path + folder,
      sources: folders.isEmpty ? [server.address()] : folders.map(server.address),
      checksums: checksums,
      stallTimeout: stallTimeout,
      digests: digests
    )
  }

  private func expectAllInPlace() {
    for (part, bytes) in files { #expect(directory.read(part.downloadName) == bytes) }
    #expect(directory.list().filter { $0.hasSuffix(".part") } == [])
  }

  private func reason(of fetcher: DatasetFetcher) throws -> SourceFault.Reason? {
    let error = #expect(throws: FetchError.self) { try fetcher.fetch() }
    guard case .allSourcesFailed(let file, let faults) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return nil
    }
    #expect(file == name)
    // Nothing that could be mistaken for the file.
    #expect(directory.read(name) == nil)
    return faults.first?.reason
  }

  @Test func fetchesAndFindsThem() throws {
    serve()
    var last: FetchProgress?
    var received: [Int] = []
    let found = try fetcher().fetch { state in
      if state.fileIndex == 0, state.phase == .receiving { received.append(state.received) }
      last = state
    }
    expectAllInPlace()
    #expect(found == (try DatasetLocator(dataDirectory: directory.path, environment: [:]).find(.mnist)))
    #expect(received == received.sorted())
    #expect(received.last == first.count)
    #expect(last?.phase == .finished)
    #expect(last?.fileIndex == 3)
  }

  @Test func makesTheDirectory() throws {
    serve()
    _ = try fetcher(into: "/a/b").fetch()
    #expect(directory.read("a/b/" + name) == first)
  }

  @Test func whatIsThereIsNotFetchedAgain() throws {
    serve()
    for (part, bytes) in files { directory.write(bytes, to: part.downloadName) }
    var phases: [FetchProgress.Phase] = []
    _ = try fetcher().fetch { phases.append($0.phase) }
    #expect(phases == [.present, .present, .present, .present])
    #expect(server.requests.isEmpty)
  }

  @Test func aCutConnectionLeavesAPartThatTheNextFetchGoesOnFrom() throws {
    serve(but: .cut(first, after: 3000), .whole(first))
    #expect(try reason(of: fetcher()) == .cut(expected: first.count, found: 3000))
    #expect(directory.read(name + ".part") == Array(first[..<3000]))
    _ = try fetcher().fetch()
    expectAllInPlace()
    #expect(server.requests.filter { $0.path == "/" + name }.map(\.rangeStart) == [nil, 3000])
  }

  @Test func theSecondSourceGoesOnWhereTheFirstBrokeOff() throws {
    serve("a/", but: .cut(first, after: 1000))
    serve("b/")
    var failures = 0
    _ = try fetcher("a/", "b").fetch { state in
      if case .sourceFailed = state.phase { failures += 1 }
    }
    expectAllInPlace()
    #expect(failures == 1)
    #expect(server.requests.contains(LoopbackServer.Request(path: "/b/" + name, rangeStart: 1000)))
  }

  @Test func aServerWithoutRangesStartsAgain() throws {
    directory.write(Array(first[..<2000]), to: name + ".part")
    serve(but: .withoutRanges(first))
    _ = try fetcher().fetch()
    expectAllInPlace()
  }

  @Test func aSpoiltBeginningIsThrownAway() throws {
    directory.write([UInt8](repeating: 0xAA, count: 2000), to: name + ".part")
    serve()
    _ = try fetcher().fetch()
    expectAllInPlace()
    #expect(server.requests.filter { $0.path == "/" + name }.map(\.rangeStart) == [2000, nil])
  }

  @Test func aPartThatIsTooLongIsThrownAway() throws {
    directory.write(first + [1, 2, 3], to: name + ".part")
    serve()
    _ = try fetcher().fetch()
    expectAllInPlace()
  }

  @Test func aStalledSourceIsGivenUp() throws {
    serve(but: .stall(first, after: 700))
    let fetcher = try fetcher(stallTimeout: .milliseconds(400))
    // On a busy machine the wait may be over before the first bytes are in.
    guard case .stalled(seconds: 0.4, let found) = try reason(of: fetcher) else {
      Issue.record("no stall")
      return
    }
    #expect(found == 700 || found == 0)
  }

  @Test func aSourceThatPromisesTooMuchIsCutOff() throws {
    serve(but: .lie(first, promised: first.count + 10))
    #expect(try reason(of: fetcher()) == .cut(expected: first.count + 10, found: first.count))
  }

  @Test func aSourceThatPromisesTooLittleFailsItsChecksum() throws {
    serve(but: .lie(first, promised: first.count - 10))
    guard case .checksum(let kind, let expected, let found, let content) = try reason(of: fetcher()) else {
      Issue.record("no checksum fault")
      return
    }
    #expect(content == SourceFault.Content(size: first.count - 10, isWebPage: false))
    #expect(kind == "SHA-256")
    #expect(expected.count == 64 && found.count == 64 && expected != found)
    #expect(directory.read(name + ".part") == nil)
  }

  @Test func withoutLibcryptoAFileIsKeptUncheckedAndTheFaultSaysWhatToInstall() throws {
    serve()
    let part = directory.path + "/" + name + ".part"
    let error = #expect(throws: FetchError.self) { try fetcher(digests: { nil }).fetch() }
    #expect(error == .cannotCheck(path: part, fault: .noLibrary(digest: "SHA-256")))
    #expect(
      error?.description
        == "cannot check \(part): a SHA-256 checksum needs OpenSSL's libcrypto, which was not found on this machine. "
        + "Install it (libssl3, or libssl3t64 on newer systems) and start again"
    )
    #expect(directory.read(name + ".part") == first)
    _ = try fetcher().fetch()
    expectAllInPlace()
  }

  @Test func anAnswerWithoutALengthIsTaken() throws {
    serve(but: .withoutLength(first))
    _ = try fetcher().fetch()
    expectAllInPlace()
  }

  @Test func anAnswerWithoutALengthThatEndsEarlyFailsItsChecksum() throws {
    serve(but: .withoutLength(Array(first.dropLast())))
    guard case .checksum = try reason(of: fetcher()) else {
      Issue.record("no checksum fault")
      return
    }
  }

  @Test func wrongBytesLeaveNoFileAndKeepTheOldOne() throws {
    directory.write([1, 2, 3], to: name)
    serve(but: .whole(first.reversed()))
    #expect(throws: FetchError.self) { try fetcher().fetch() }
    #expect(directory.read(name) == [1, 2, 3])
    #expect(directory.read(name + ".part") == nil)
  }

  @Test func redirectionsAreFollowedButNotForEver() throws {
    server.answer("/elsewhere", .whole(first))
    serve(but: .redirect(to: "/elsewhere"))
    _ = try fetcher().fetch()
    expectAllInPlace()
    let other = TemporaryDirectory()
    server.answer("/" + name, .redirect(to: "/" + name))
    let error = #expect(throws: FetchError.self) {
      try DatasetFetcher(.mnist, into: other.path, from: server.address()).fetch()
    }
    #expect(error?.description.contains("redirects") == true)
  }

  @Test func anErrorStatusIsNamedAndLeavesNothing() throws {
    serve(but: .status(503))
    #expect(try reason(of: fetcher()) == .status(503))
    #expect(directory.list().filter { $0.hasSuffix(".part") } == [])
  }

  @Test func aRedirectionToNowhereIsNoFile() throws {
    directory.write(Array(first[..<2000]), to: name + ".part")
    serve(but: .status(301))
    #expect(try reason(of: fetcher()) == .status(301))
    // What had arrived before is still a beginning.
    #expect(directory.read(name + ".part") == Array(first[..<2000]))
  }

  @Test func aWebPageInPlaceOfTheFileIsNamed() throws {
    serve(but: .whole(Array("\n <!DOCTYPE html><title>Sign in</title>".utf8)))
    let reason = try reason(of: fetcher())
    guard case .checksum(_, _, _, let content) = reason else {
      Issue.record("no checksum fault")
      return
    }
    #expect(content == SourceFault.Content(size: 39, isWebPage: true))
  }

  @Test func aPartThatIsWholeOnlyTakesItsName() throws {
    directory.write(first, to: name + ".part")
    serve()
    _ = try fetcher().fetch()
    expectAllInPlace()
    #expect(server.requests.filter { $0.path == "/" + name }.isEmpty)
  }

  @Test(arguments: [
    "http://", "https:///set", "ftp://host/", "http://host/set?x=1", "http://host/#set", "http://a b/", "",
  ])
  func whatIsNoAddressOfAFolderIsRefused(text: String) {
    #expect(!DatasetFetcher.isFolderAddress(text))
    #expect(throws: FetchError.badAddress(text)) {
      try DatasetFetcher(.mnist, into: directory.path, from: text)
    }
  }

  @Test func aServerOfAnotherKindIsNamed() throws {
    serve(but: .garbage)
    guard case .connection(let message) = try reason(of: fetcher()) else {
      Issue.record("no connection fault")
      return
    }
    #expect(!message.isEmpty)
  }

  @Test func anEndlessAnswerIsCutShort() throws {
    serve(but: .endless)
    #expect(try reason(of: fetcher()) == .tooLarge(limit: 64 << 20))
    #expect(directory.read(name + ".part") == nil)
  }

  @Test func nobodyListening() throws {
    let fetcher = try fetcher()
    server.stop()
    guard case .connection = try reason(of: fetcher) else {
      Issue.record("no connection fault")
      return
    }
  }

  @Test func cancellingKeepsWhatHasArrived() throws {
    serve(but: .stall(first, after: 900))
    let hasArrived = Mutex(false)
    let fetcher = try fetcher()
    #expect(throws: FetchError.cancelled) {
      try fetcher.fetch(
        progress: { state in if state.received == 900 { hasArrived.withLock { $0 = true } } },
        isCancelled: { hasArrived.withLock { $0 } }
      )
    }
    #expect(directory.read(name + ".part") == Array(first[..<900]))
  }

  @Test func twoAtOnceBothEndWell() async throws {
    serve()
    let fetcher = try fetcher()
    await withTaskGroup { group in
      for _ in 0..<2 {
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              #expect(throws: Never.self) { try fetcher.fetch(isCancelled: { false }) }
              continuation.resume()
            }
          }
        }
      }
    }
    expectAllInPlace()
    #expect(server.requests.count == 4, "each file is fetched once")
  }

  @Test func whoWaitsForAnotherCanBeStopped() throws {
    serve()
    let fetcher = try fetcher()
    var phases: [FetchProgress.Phase] = []
    try FetchLock.hold(directory.path, waiting: {}) {
      _ = #expect(throws: FetchError.cancelled) {
        try fetcher.fetch(progress: { phases.append($0.phase) }, isCancelled: { !phases.isEmpty })
      }
    }
    #expect(phases == [.waiting])
    #expect(server.requests.isEmpty)
  }

  @Test(.enabled(if: FileSystem.size("/dev/full") != nil, "needs a device that is always full"))
  func aFullDiskIsNamedAndTheOldFileStays() throws {
    directory.write([9], to: name)
    symlink("/dev/full", directory.path + "/" + name + ".part")
    serve()
    let error = #expect(throws: FetchError.self) { try fetcher().fetch() }
    #expect(error == .diskFull(path: directory.path + "/" + name + ".part"))
    #expect(error?.description.contains("disk is full") == true)
    #expect(directory.read(name) == [9])
  }

  @Test func aDirectoryThatCannotBeMadeIsNamed() throws {
    directory.write([0], to: "file")
    let error = #expect(throws: FetchError.self) { try fetcher(into: "/file/below").fetch() }
    #expect(error == .cannotWrite(path: directory.path + "/file", reason: "File exists"))
  }

  @Test func whatIsNoSourceIsRefused() {
    #expect(throws: FetchError.badAddress("ftp://example.org/")) {
      try DatasetFetcher(.mnist, into: "/tmp", from: "ftp://example.org/")
    }
    #expect(throws: FetchError.notDownloadable(kind: .generated)) { try DatasetFetcher(.generated, into: "/tmp") }
  }

  @Test(arguments: ImageDatasetKind.downloadable)
  func everySetHasSourcesAndChecksums(kind: ImageDatasetKind) throws {
    #expect(!kind.mirrors.isEmpty)
    #expect(kind.mirrors.allSatisfy { $0.hasSuffix("/") })
    let checksums = DatasetFiles.Part.allCases.compactMap { kind.checksum(of: $0) }
    #expect(Set(checksums.map(\.hexadecimal)).count == 4)
    for checksum in checksums {
      #expect(checksum.hexadecimal.count == (checksum.name == "MD5" ? 32 : 64))
    }
  }
}
