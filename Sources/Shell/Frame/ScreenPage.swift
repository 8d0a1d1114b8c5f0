/// The pages of a screen, in the order of their keys 1, 2, 3 …
public protocol ScreenPage: CaseIterable, Hashable, Sendable
where AllCases: RandomAccessCollection, AllCases.Index == Int {
  /// What stands in the row of pages.
  var title: String { get }
  /// What stands there in a narrow window.
  var shortTitle: String { get }
}

extension ScreenPage {
  /// What stands there in a narrow window.
  public var shortTitle: String { title }

  /// The place among the pages, from 0.
  public var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The page of a screen that has but one.
public enum OnlyPage: ScreenPage {
  /// The page.
  case only

  /// What stands in the row of pages.
  public var title: String { "" }
}
