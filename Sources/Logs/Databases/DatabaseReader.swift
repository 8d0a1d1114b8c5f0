import Records

/// Turns the tables of one logger's database into runs.
protocol DatabaseReader {
  /// Reads some of the rows that are new.
  /// - Parameter prefix: what stands before the names of its runs.
  /// - Returns: whether there may be more.
  mutating func read(_ database: Database, prefix: String, into runs: inout RunSet) throws(Database.Problem) -> Bool
}
