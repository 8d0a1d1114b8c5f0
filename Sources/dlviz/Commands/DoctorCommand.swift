import ArgumentParser
import Curses
import Datasets
import NeuralNet
import Shell
import Terminal
import Training

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `dlviz doctor`: what terminal and machine can do, as text for a bug report.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Print what the terminal and the machine can do, to paste into a bug report.",
    discussion: "Nothing is drawn and nothing is sent anywhere. Paths show the home directory as ~."
  )

  @OptionGroup var data: DataOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws { try look.check(showsScreen: false) }

  mutating func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"]
    for line in lines(environment) { try StandardOutput.print(Self.shortened(line, home: home)) }
  }

  private func lines(_ environment: [String: String]) -> [String] {
    var lines = ["dlviz \(Dlviz.configuration.version)"]
    func add(_ name: String, _ value: String) {
      lines.append(name + String(repeating: " ", count: max(1, 16 - name.count)) + value)
    }
    func variable(_ name: String) -> String {
      environment[name].map { $0.isEmpty ? "\(name) is empty" : "\(name)=\($0)" } ?? "\(name) is not set"
    }
    lines += ["", "terminal"]
    let report = TerminalReport(look.cursesOptions, environment: environment)
    add("  name", variable("TERM") + Self.words(report))
    add("  streams", Self.streams)
    add("  size", Self.size)
    add(
      "  locale",
      "\(report.localeIsUTF8 ? "UTF-8" : "not UTF-8"); \(["LC_ALL", "LC_CTYPE", "LANG"].map(variable).joined(separator: ", "))"
    )
    add("  colours", "terminfo has \(report.colors); \(variable("COLORTERM")), \(variable("NO_COLOR"))")
    if let capabilities = report.capabilities {
      add("  drawn with", "\(capabilities.charset.rawValue) glyphs, \(Self.words(capabilities.colorDepth))")
      add("  mouse", capabilities.hasMouse ? "yes" : "no")
      add(
        "  updates",
        report.synchronizesOutput ? "synchronised if the terminal supports it (mode 2026)" : "not synchronised"
      )
    }
    add("  inside", Self.inside(environment))
    lines += ["", "machine"]
    add("  system", Self.system)
    let processor = ProcessorReport()
    if let model = Self.processorModel { add("  processor", model) }
    add(
      "  cores",
      "\(processor.processors) available, \(processor.threads) for training unless --threads says otherwise"
    )
    add("  kernels", processor.instructionSet)
    add("  libcurl", Self.library(["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"], without: "no downloads"))
    add(
      "  libcrypto",
      Self.library(["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib"], without: "no checksums")
    )
    lines += ["", "data"]
    let locator = data.locator
    for place in locator.places { add("  " + place.origin, place.directory) }
    for kind in ImageDatasetKind.named {
      for finding in locator.findings(of: kind) {
        let fault: String? = if case .failure(let error) = finding.files { "\(error)" } else { nil }
        add("  found", "\(kind.title) in \(finding.directory)" + (fault.map { ": " + $0 } ?? ""))
      }
    }
    add("  drawings", DrawnSampleFiles.defaultRoot() ?? "no place: neither XDG_DATA_HOME nor HOME is set")
    return lines
  }

  private static var streams: String {
    zip(["input", "output", "errors"], [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO])
      .map { name, stream in "\(name) \(isatty(stream) == 1 ? "is a terminal" : "is no terminal")" }
      .joined(separator: ", ")
  }

  private static var size: String {
    var size = winsize()
    for stream in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO]
    where ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      let least = ScreenFrame.minimumSize
      let isSmall = Int(size.ws_col) < least.width || Int(size.ws_row) < least.height
      return "\(size.ws_col)×\(size.ws_row) cells"
        + (isSmall ? ", too small: \(least.width)×\(least.height) are needed" : "")
    }
    return "not known"
  }

  /// What is to be said of the terminal's name.
  private static func words(_ report: TerminalReport) -> String {
    switch report.refusal {
    case nil: report.isKnown ? "" : ", which terminfo does not know; a built-in description of an xterm is used instead"
    case .terminalNameMissing?: "; type TERM=xterm-256color before the command"
    case .terminalTooPlain(_, let missing)?:
      ", which cannot \(missing); if yours can, type TERM=xterm-256color before the command"
    default: ", which terminfo does not know; type TERM=xterm-256color before the command"
    }
  }

  private static func words(_ depth: Capabilities.ColorDepth) -> String {
    switch depth {
    case .trueColor: "24-bit colours"
    case .colors256: "256 colours"
    case .colors16: "16 colours"
    case .colors8: "8 colours"
    case .mono: "no colours"
    }
  }

  /// Programs between this one and the terminal.
  private static func inside(_ environment: [String: String]) -> String {
    let found = [("TMUX", "tmux"), ("STY", "GNU screen"), ("SSH_CONNECTION", "SSH"), ("MOSH_CONNECTION", "mosh")]
      .filter { environment[$0.0]?.isEmpty == false }.map(\.1)
    let program = environment["TERM_PROGRAM"].map { ["\($0) \(environment["TERM_PROGRAM_VERSION"] ?? "")"] } ?? []
    return found.isEmpty && program.isEmpty ? "nothing detected" : (found + program).joined(separator: ", ")
  }

  private static var system: String {
    var names = utsname()
    uname(&names)
    func text<Bytes>(_ bytes: Bytes) -> String {
      withUnsafeBytes(of: bytes) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    let release = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8))?.split(separator: "\n")
      .first { $0.hasPrefix("PRETTY_NAME=") }.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } }
    return "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))" + (release.map { ", \($0)" } ?? "")
  }

  private static var processorModel: String? {
    (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n")
      .first { $0.hasPrefix("model name") }?.split(separator: ":").last.map { String($0.drop { $0 == " " }) }
  }

  /// Whether one of some libraries can be loaded.
  private static func library(_ names: [String], without: String) -> String {
    for name in names {
      guard let handle = dlopen(name, RTLD_LAZY) else { continue }
      dlclose(handle)
      return name
    }
    return "not found: \(without)"
  }

  /// A line in which the home directory is `~`.
  private static func shortened(_ line: String, home: String?) -> String {
    guard let home, home.count > 1 else { return line }
    return line.replacing(home + "/", with: "~/")
  }
}
