extension Augmentation: CustomStringConvertible {
  /// Why a text is no distortion.
  public struct ParseError: Error, Hashable, CustomStringConvertible {
    /// What was expected and what was found.
    public let description: String
  }

  private typealias Field = any WritableKeyPath<Augmentation, Double> & Sendable

  /// The names of a text's parts, the fields that they stand for, and the amount of a part that names none.
  private static let names: [(name: String, field: Field, usual: Double)] = [
    ("shift", \.shift, 2), ("rotate", \.rotation, 12), ("scale", \.scale, 0.1), ("elastic", \.elastic, 1),
    ("smoothness", \.elasticSmoothness, Augmentation.none.elasticSmoothness),
  ]

  /// Reads a distortion as the command line has it: parts `name=number`, or `name` for its usual amount, separated by commas, such as
  /// `shift=1,rotate=8,scale=0.08,elastic=1,smoothness=4` or `shift,rotate`; `none` is none.
  public init(parsing text: String) throws(ParseError) {
    self = .none
    let text = text.lowercased()
    if text == "none" { return }
    var seen: Set<Substring> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let known = Self.names.first(where: { $0.name == pair[0] }) else {
        let expected = Self.names.map(\.name).joined(separator: ", ")
        throw ParseError(description: "expected one of \(expected), found '\(pair[0])'")
      }
      guard seen.insert(pair[0]).inserted else {
        throw ParseError(description: "expected each name once, found '\(pair[0])' again")
      }
      guard let value = pair.count == 1 ? known.usual : Double(pair[1]), value.isFinite, value >= 0 else {
        throw ParseError(description: "expected \(pair[0])=number with a number of 0 or more, found '\(part)'")
      }
      self[keyPath: known.field] = value
    }
  }

  /// The distortion as the command line has it; `none` if images stay as they are.
  public var description: String {
    if isNone { return "none" }
    let usual = Augmentation.none
    return Self.names.filter { self[keyPath: $0.field] != usual[keyPath: $0.field] }
      .map { "\($0.name)=\(shortDecimal(self[keyPath: $0.field]))" }
      .joined(separator: ",")
  }
}
