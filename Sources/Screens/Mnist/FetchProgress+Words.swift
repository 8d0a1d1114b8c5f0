import Datasets
import Plots

extension FetchProgress {
  /// The share of this file that is there, where the source says how long it is.
  var share: Double? { total.map { $0 > 0 ? Double(received) / Double($0) : 0 } }

  /// Where a download is, in a line.
  var summary: String {
    let number = "file \(fileIndex + 1) of \(fileCount)"
    switch phase {
    case .waiting: return "waiting for another download"
    case .present: return "\(number) is there already"
    case .connecting: return "\(number): connecting"
    case .receiving:
      let percent = share.map { "\(Int($0 * 100))%" } ?? "\(received / 1000) kB"
      return "fetching \(number): \(percent), \(NumberFormat.compact.string(bytesPerSecond / 1e6)) MB/s"
    case .verifying: return "\(number): checking"
    case .sourceFailed: return "\(number): trying another source"
    case .finished: return "\(number) is there"
    }
  }
}
