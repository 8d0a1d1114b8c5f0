import Datasets
import Plots

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Shows a download on standard error: a bar that moves on a terminal, a line per step elsewhere.
final class FetchProgressPrinter {
  private static let barWidth = 24
  private static let redrawInterval = Duration.milliseconds(80)

  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let clock = ContinuousClock()
  private var lastDraw: ContinuousClock.Instant?
  private var openLineWidth = 0
  /// A fault to tell once another source is asked; the last one's is in the error that ends the download.
  private var pendingFault: SourceFault?

  func show(_ progress: FetchProgress) {
    let file = progress.file
    switch progress.phase {
    case .waiting:
      if openLineWidth == 0, lastDraw == nil {
        line("another process is downloading this set; waiting for it")
        lastDraw = clock.now
      }
    case .present:
      line("\(file): already there")
    case .connecting(let address):
      if let fault = pendingFault { line(fault.description) }
      pendingFault = nil
      if isTerminal {
        draw("\(file): contacting \(host(of: address))")
      } else {
        line("\(file): from \(folder(of: address))")
      }
    case .receiving:
      guard isTerminal, isDue(progress) else { return }
      // What matters most stands first, since a narrow terminal cuts the rest.
      draw(
        "\(percent(progress))\(amount(progress)), \(megabytes(progress.bytesPerSecond)) MB/s \(bar(progress)) \(file)"
      )
    case .verifying:
      if isTerminal { draw("\(file): verifying its checksum") }
    case .sourceFailed(let fault):
      pendingFault = fault
    case .finished:
      line("\(file): \(megabytes(Double(progress.received))) MB, verified")
    }
  }

  /// Leaves a line that was being redrawn, so that what follows begins on its own.
  func endLine() {
    guard openLineWidth > 0 else { return }
    write("\n")
    openLineWidth = 0
  }

  /// Takes a line that was being redrawn away, with what the terminal has written after it for a key.
  func eraseLine() {
    guard openLineWidth > 0 else { return }
    write("\r\u{1B}[K")
    openLineWidth = 0
  }

  private func isDue(_ progress: FetchProgress) -> Bool {
    let now = clock.now
    if let lastDraw, now - lastDraw < Self.redrawInterval, progress.received != progress.total { return false }
    lastDraw = now
    return true
  }

  private func percent(_ progress: FetchProgress) -> String {
    guard let total = progress.total, total > 0 else { return "" }
    let percent = String(Int(100 * min(Double(progress.received) / Double(total), 1)))
    return String(repeating: " ", count: 3 - percent.count) + percent + "% of "
  }

  private func bar(_ progress: FetchProgress) -> String {
    guard let total = progress.total, total > 0 else { return "" }
    let share = min(Double(progress.received) / Double(total), 1)
    let filled = Int(share * Double(Self.barWidth))
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: Self.barWidth - filled) + "]"
  }

  private func amount(_ progress: FetchProgress) -> String {
    megabytes(Double(progress.total ?? progress.received)) + " MB"
  }

  private func megabytes(_ bytes: Double) -> String {
    NumberFormat.fixed(bytes < 1e5 ? 3 : 1).string(bytes / 1e6)
  }

  private func folder(of address: String) -> String {
    address.lastIndex(of: "/").map { String(address[...$0]) } ?? address
  }

  private func host(of address: String) -> String {
    let parts = address.split(separator: "/", omittingEmptySubsequences: true)
    return parts.count > 1 ? String(parts[1]) : address
  }

  /// A line that stays.
  private func line(_ text: String) {
    let padding = String(repeating: " ", count: max(0, openLineWidth - text.count))
    write((openLineWidth > 0 ? "\r" : "") + text + padding + "\n")
    openLineWidth = 0
  }

  /// A line that the next one replaces, cut to the terminal so that it never wraps.
  private func draw(_ text: String) {
    let text = String(text.prefix(terminalWidth - 1))
    write("\r" + text + String(repeating: " ", count: max(0, openLineWidth - text.count)))
    openLineWidth = text.count
  }

  private var terminalWidth: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) { StandardError.write(text) }
}
