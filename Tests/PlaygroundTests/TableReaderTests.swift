import Playground
import Testing

@Suite struct TableReaderTests {
  @Test func readsNamedColumnsAndScales() throws {
    let table = try TableReader.read("a,b,class\n0,100,yes\n\n10,200,no\n5,150,\"yes\"\n", name: "t.csv")
    #expect(table.task == .twoClasses)
    #expect(table.classNames == ["no", "yes"])
    #expect(table.points.map(\.x) == [-5, 5, 0])
    #expect(table.points.map(\.y) == [-5, 5, 0])
    #expect(table.points.map(\.label) == [1, -1, 1])
    #expect(table.notes == ["a: 0 … 10 scaled to −5 … 5", "b: 100 … 200 scaled to −5 … 5"])
  }

  @Test func leavesNumbersThatFitAsTheyAre() throws {
    let table = try TableReader.read("-3;4;0.5\n2;-5;0.25\n1;1;-1\n", name: "t.csv")
    #expect(table.task == .regression)
    #expect(table.points.map(\.x) == [-3, 2, 1])
    #expect(table.points.map(\.label) == [0.5, 0.25, -1])
    #expect(table.notes.isEmpty)
  }

  @Test func readsJSONLines() throws {
    let text =
      #"{"x1":1,"x2":2,"label":0}"# + "\n" + #"{"label":2,"x1":-1,"x2":5}"# + "\n" + #"{"x1":0,"x2":0,"label":1}"#
    let table = try TableReader.read(text, name: "t.jsonl")
    #expect(table.task == .classes(3))
    #expect(table.points.map(\.label) == [0, 2, 1])
    #expect(try TableReader.read("[1,2,1]\n[2,-3,-1]", name: "t.jsonl").task == .twoClasses)
  }

  @Test func choosesColumns() throws {
    let text = "id,w,h,kind\n1,1,2,a\n2,3,4,b\n"
    let table = try TableReader.read(text, name: "t.csv", columns: ["w", "3", "KIND"])
    #expect(table.featureNames == ["w", "h"])
    #expect(table.classNames == ["a", "b"])
  }

  @Test(arguments: [
    ("a,b,c\n1,2\n", "line 2: expected 3 fields, found 2"),
    ("1,2,3\n1,,3\n", "line 2: expected a number for column 2, found nothing"),
    ("1,2,3\n4,5,\n", "line 2: expected a column 3, found nothing"),
    ("1,2,3\nfour,5,6\n", "line 2: expected a number for column 1, found 'four'"),
    ("1,2,3\n1,2,4\n1,2,oops\n", "line 3: expected a number for column 3, as on other lines, found 'oops'"),
    ("1,2,3\n\"1,2,3\n", "line 2: expected a closing \", found the end of the file"),
    ("1,2\n3,4\n", "expected two features and a label, found 2 columns: column 1, column 2"),
    ("p,q,r,s\n1,2,3,4\n", "expected three columns, chosen by --columns a,b,label, found 4 columns: p, q, r, s"),
    ("", "expected points, one a line, found none"),
  ])
  func namesTheLine(text: String, message: String) {
    let fault = #expect(throws: TableFault.self) { try TableReader.read(text, name: "t.csv") }
    #expect(fault?.description == message)
  }

  @Test func namesTheLineOfBrokenJSON() {
    let fault = #expect(throws: TableFault.self) { try TableReader.read("[1,2,3]\n[1,2\n", name: "t.jsonl") }
    #expect(fault?.description == "line 2: expected a JSON object or list, found '[1,2'")
  }
}
