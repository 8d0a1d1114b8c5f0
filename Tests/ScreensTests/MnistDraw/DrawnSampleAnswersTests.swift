import Datasets
import Foundation
import ScreenTestSupport
import Shell
import Testing
import Training

@testable import Screens

@Suite struct DrawnSampleAnswersTests {
  private static func withDirectory(_ body: (String) throws -> Void) rethrows {
    let directory = NSTemporaryDirectory() + "dlviz-drawn-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try body(directory)
  }

  private func image(_ value: UInt8) -> [UInt8] { Array(repeating: value, count: 784) }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func aPictureOfTheTabShowsWhatIsSaved() throws {
    try Self.withDirectory { directory in
      _ = try DrawnSampleStore(DrawnSampleFiles(.mnist, in: directory)).keep(image: image(200), label: 4)
      var options = MnistImages.options()
      options.drawnDirectory = directory
      let script = MnistScript.trained(options, page: .draw)
      #expect(script.screen.draw.shelf.report?.count == 1)
      #expect(script.text().contains("of 1 right"))
    }
  }

  @Test func answersTellWhatHasBecomeOfADrawing() throws {
    try Self.withDirectory { directory in
      let files = DrawnSampleFiles(.fashionMNIST, in: directory)
      func notice(_ label: UInt8) -> String {
        for case .notice(let text) in DrawnSampleAnswers.save(image: image(5), label: label, in: files) { return text }
        return ""
      }
      #expect(notice(9) == "saved as Ankle boot: 1 sample in \(directory)/fashion-mnist")
      #expect(notice(9) == "saved already: sample 1, as Ankle boot")
      #expect(notice(7) == "sample 1 is Sneaker now, no longer Ankle boot")
      try write([9], files.labelsPath)
      guard case .samplesUnreadable(let reason, files) = DrawnSampleAnswers.read(files),
        case .sampleUnsaved(let unsaved)? = DrawnSampleAnswers.save(image: image(5), label: 1, in: files).first
      else {
        Issue.record("a broken file was read")
        return
      }
      #expect(reason.hasPrefix("the saved samples cannot be read") && unsaved.hasPrefix("not saved: the saved samples"))
    }
  }

  @Test func pathsBelowHomeAreShortened() {
    #expect(HomePath.shortened("cannot write /h/u/x: no", home: "/h/u/") == "cannot write ~/x: no")
    #expect(HomePath.shortened("/mnt/h/u/x", home: "/h/u") == "/mnt/h/u/x")
    #expect(HomePath.shortened("/h/user/x", home: "/h/u") == "/h/user/x")
    #expect(HomePath.shortened("/h/u/x", home: nil) == "/h/u/x")
    #expect(HomePath.shortened("/x", home: "/") == "/x")
  }
}
