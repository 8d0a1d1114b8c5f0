import Testing

@testable import Datasets

@Suite struct IDXReaderTests {
  @Test func readsRawAndGzipped() throws {
    let images = IDXFixture.images(count: 3)
    let labels = IDXFixture.labels([0, 9, 4])
    for pack in [{ $0 }, IDXFixture.gzip] as [([UInt8]) -> [UInt8]] {
      #expect(try IDXReader.images(pack(images), name: "images") == Array(images[16...]))
      #expect(try IDXReader.labels(pack(labels), name: "labels") == [0, 9, 4])
    }
  }

  @Test func readsSeveralGzipMembersAsOne() throws {
    let labels = IDXFixture.labels(Array(repeating: 3, count: 40))
    let members = IDXFixture.gzip(Array(labels[..<11])) + IDXFixture.gzip(Array(labels[11...]))
    #expect(try IDXReader.labels(members, name: "labels") == Array(repeating: 3, count: 40))
  }

  @Test func readsOtherSizesWhenAskedTo() throws {
    let images = IDXFixture.images(count: 2, width: 5, height: 3)
    #expect(try IDXReader.images(images, name: "i", width: 5, height: 3).count == 30)
  }

  static let labelFaults: [([UInt8], DatasetError)] = [
    ([], .noHeader(file: "f", expected: 8, found: 0)),
    ([0, 0, 8, 1, 0], .noHeader(file: "f", expected: 8, found: 5)),
    (Array("not an IDX file".utf8), .wrongMagic(file: "f", found: 0x6E6F_7420)),
    (IDXFixture.labels([1], head: [0, 0, 13, 1]), .wrongType(file: "f", expected: 8, found: 13)),
    (IDXFixture.images(count: 1), .wrongDimensions(file: "f", expected: 1, found: 3)),
    (IDXFixture.labels([]), .empty(file: "f")),
    (IDXFixture.labels([1, 2], promise: 0xFFFF_FFFF), .tooMany(file: "f", limit: 1_000_000, found: 0xFFFF_FFFF)),
    (IDXFixture.labels([1, 2], promise: 3), .tooShort(file: "f", expected: 3, found: 2)),
    (IDXFixture.labels([1, 2], promise: 1), .trailingBytes(file: "f", expected: 1)),
    (IDXFixture.labels([1, 10, 2]), .labelOutOfRange(file: "f", index: 1, expected: 0...9, found: 10)),
  ]

  @Test(arguments: labelFaults)
  func eachFaultOfALabelFileHasItsOwnError(bytes: [UInt8], expected: DatasetError) {
    #expect(throws: expected) { try IDXReader.labels(bytes, name: "f") }
    // Compressing changes nothing about the fault. (No bytes at all are no gzip file either.)
    if !bytes.isEmpty {
      #expect(throws: expected) { try IDXReader.labels(IDXFixture.gzip(bytes), name: "f") }
    }
  }

  @Test func eachFaultOfAnImageFileHasItsOwnError() {
    let faults: [([UInt8], DatasetError)] = [
      (IDXFixture.labels([1, 2, 3]), .wrongDimensions(file: "f", expected: 3, found: 1)),
      (
        IDXFixture.images(count: 1, width: 32, height: 20),
        .wrongImageSize(file: "f", expectedWidth: 28, expectedHeight: 28, foundWidth: 32, foundHeight: 20)
      ),
      (IDXFixture.images(count: 2, promise: 3), .tooShort(file: "f", expected: 2352, found: 1568)),
      (IDXFixture.images(count: 3, promise: 2), .trailingBytes(file: "f", expected: 1568)),
    ]
    for (bytes, expected) in faults {
      #expect(throws: expected) { try IDXReader.images(bytes, name: "f") }
      #expect(throws: expected) { try IDXReader.images(IDXFixture.gzip(bytes), name: "f") }
    }
  }

  @Test func damagedGzipIsFound() {
    let whole = IDXFixture.gzip(IDXFixture.images(count: 4))
    #expect(throws: DatasetError.truncatedGzip(file: "f", offset: whole.count - 9)) {
      try IDXReader.images(Array(whole.dropLast(9)), name: "f")
    }
    // The last eight bytes are the checksum and the length: the pixels are whole, the file is not.
    #expect(throws: DatasetError.truncatedGzip(file: "f", offset: whole.count - 1)) {
      try IDXReader.images(Array(whole.dropLast()), name: "f")
    }
    var wrongChecksum = whole
    wrongChecksum[whole.count - 8] ^= 1
    let error = #expect(throws: DatasetError.self) { try IDXReader.images(wrongChecksum, name: "f") }
    #expect(error?.description.contains("damaged") == true)
    #expect(error?.description.contains("incorrect data check") == true)
    var wrongBody = whole
    wrongBody[10] = 0xFF
    #expect(throws: DatasetError.self) { try IDXReader.images(wrongBody, name: "f") }
    #expect(throws: DatasetError.self) { try IDXReader.images(whole + [1, 2, 3], name: "f") }
  }

  @Test func aSmallFileThatPromisesMuchIsRefusedBeforeAllocating() {
    let bomb = IDXFixture.gzip(IDXFixture.images(count: 1, promise: 400_000))
    #expect(throws: DatasetError.truncatedGzip(file: "f", offset: bomb.count)) {
      try IDXReader.images(bomb, name: "f")
    }
  }

  /// What came out of damaged data is faulty only because of the damage.
  @Test(arguments: [
    IDXFixture.labels([1, 2], promise: 1), IDXFixture.labels([1, 2, 3], head: [1, 2, 3, 4]),
    IDXFixture.labels([1, 2], promise: 5),
  ])
  func damageIsNamedBeforeItsConsequences(bytes: [UInt8]) {
    var damaged = IDXFixture.gzip(bytes)
    damaged[damaged.count - 8] ^= 0xFF
    let error = #expect(throws: DatasetError.self) { try IDXReader.labels(damaged, name: "f") }
    #expect(error?.description.contains("f is damaged: expected whole gzip data, found incorrect data check") == true)
  }

  @Test func largeNumbersAreGrouped() {
    #expect(DatasetError.trailingBytes(file: "f", expected: 7_840_000).description.contains("declares 7,840,000 bytes"))
    #expect(grouped(0) == "0")
    #expect(grouped(-1234) == "-1,234")
  }

  @Test func aMissingFileSaysWhy() {
    let error = #expect(throws: DatasetError.self) { try IDXReader.labels(path: "/nonexistent/labels") }
    #expect(error?.description == "cannot read /nonexistent/labels: No such file or directory")
    let directory = TemporaryDirectory()
    let other = #expect(throws: DatasetError.self) { try IDXReader.labels(path: directory.path) }
    #expect(other?.description.contains("Is a directory") == true)
  }

  @Test func everyMessageIsItsOwnAndNamesTheFile() {
    let errors = Self.labelFaults.map(\.1)
    for error in errors { #expect(error.description.contains("f ")) }
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(
      DatasetError.wrongMagic(file: "a.gz", found: 0x1F8B_0800).description
        == "a.gz is not an IDX file: expected it to begin with the bytes 00 00 08, found 0x1f8b0800"
    )
    #expect(
      DatasetError.countMismatch(images: "a", imageCount: 3, labels: "b", labelCount: 4).description
        == "a and b do not belong together: expected one label per image, found 3 images and 4 labels"
    )
  }
}
