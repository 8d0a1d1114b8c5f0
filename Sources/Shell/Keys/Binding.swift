import Terminal

/// A key, or a few that belong together, with all there is to say and do about it.
///
/// One table of these dispatches keys, writes the hint line and the help box, and is what documents and tests read.
public struct Binding<S: Screen> {
  /// What happens: the screen changes and may want something done.
  public typealias Action = (_ screen: inout S, _ key: Key) -> [ScreenCommand<S.Effect>]

  /// Where a hint stands in the hint line.
  public struct Hint: Hashable, Sendable {
    /// How the keys are written there; nil where it is as in the help box.
    public var caps: String?
    /// What they do, in a word or two.
    public var text: String
    /// Hints stand in ascending order; what does not fit is left out from the end.
    public var rank: Int
    /// Whether the hint has its room before all others.
    public var isEssential: Bool
  }

  /// The keys, all of them.
  public var keys: [Key]
  /// How the keys are written in the help box.
  public var caps: String { givenCaps ?? namedKeys.map { $0.cap }.joined(separator: " ") }
  /// Written only where they are shown: a frame makes many bindings and names few.
  private let givenCaps: String?
  /// The keys with which the binding was made, of which another may have taken some since.
  private let namedKeys: [Key]
  /// The common keys that these are; nil where they are the screen's own.
  public var common: CommonKey?
  /// What the hint line says; nil where it has none.
  public var hint: Hint?
  /// What the help box says; nil where another line speaks for these keys too.
  public var help: String?
  /// The title of its group in the help box.
  public var group: String
  /// Whether the keys do something now; else it is as though they were not there.
  public var isEnabled: (S) -> Bool
  /// What happens.
  public var action: Action
  /// Whether the screen made it for itself, rather than its kind or the shell for it.
  public internal(set) var isOwn = false

  /// A binding.
  /// - Parameters:
  ///   - keys: the keys; those of `common` where none are given.
  ///   - caps: how they are written; by their own names where nothing is given.
  ///   - hint: what the hint line says, and how its keys are written where that is shorter.
  ///   - rank: where the hint stands; those of the common table have ranks from 10 (space) to 200 (picture).
  public init(
    _ keys: [Key] = [],
    common: CommonKey? = nil,
    caps: String? = nil,
    hint: String? = nil,
    hintCaps: String? = nil,
    rank: Int = 75,
    isEssential: Bool = false,
    help: String?,
    group: String,
    when isEnabled: @escaping (S) -> Bool = { _ in true },
    action: @escaping Action
  ) {
    let keys = keys.isEmpty ? common?.keys ?? [] : keys
    self.keys = keys
    namedKeys = keys
    givenCaps = caps
    self.common = common
    self.hint = hint.map { Hint(caps: hintCaps, text: $0, rank: rank, isEssential: isEssential) }
    self.help = help
    self.group = group
    self.isEnabled = isEnabled
    self.action = action
  }

  /// A binding of letters and other signs, one key each: `"aA"`.
  public init(
    _ signs: String,
    common: CommonKey? = nil,
    caps: String? = nil,
    hint: String? = nil,
    hintCaps: String? = nil,
    rank: Int = 75,
    help: String?,
    group: String,
    when isEnabled: @escaping (S) -> Bool = { _ in true },
    action: @escaping Action
  ) {
    self.init(
      signs.unicodeScalars.map { .character($0) },
      common: common,
      caps: caps,
      hint: hint,
      hintCaps: hintCaps,
      rank: rank,
      help: help,
      group: group,
      when: isEnabled,
      action: action
    )
  }

  /// The binding of the pace: faster where the key is `>`.
  public static func pace(
    _ change: @escaping (_ screen: inout S, _ up: Bool) -> [ScreenCommand<S.Effect>]
  ) -> Binding {
    Binding(
      common: .pace,
      caps: "< >",
      hint: "pace",
      hintCaps: "<>",
      rank: 130,
      help: "slower, faster",
      group: HelpGroup.training
    ) { screen, key in
      change(&screen, [.character(">"), .character(".")].contains(key))
    }
  }
}
