import Datasets
import Testing

/// The quick part of the fuzzing; `fuzz` in `Benchmarks` does a million.
@Suite struct FuzzTests {
  @Test func damagedFilesAreReadOrRefused() {
    var fuzzer = IDXFuzzer(
      seed: 1,
      gzipped: IDXFixture.gzip(IDXFixture.labels((0..<300).map { UInt8($0 * $0 % 10) }))
    )
    for _ in 0..<3_000 { fuzzer.step() }
    // Both must happen, or the damage is too weak or too strong to test anything.
    #expect(fuzzer.accepted > 100)
    #expect(fuzzer.refused > 1_000)
  }

  @Test func theStoredGzipIsGzip() throws {
    let labels = IDXFixture.labels(Array(repeating: 7, count: 70_000))
    #expect(try IDXReader.labels(StoredGzip.compress(labels), name: "stored").count == 70_000)
    // The check value of CRC-32, from its catalogue.
    #expect(StoredGzip.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }
}
