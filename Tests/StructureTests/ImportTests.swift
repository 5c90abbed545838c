import Testing

struct ImportTests {
  @Test func everyModuleHasARowInTheTable() throws {
    let modules = try Repository.modules()
    #expect(modules.contains("Kernels"))
    for module in modules { #expect(ImportTable.foundations[module] != nil, "\(module)") }
  }

  @Test func noModuleImportsWhatTheTableDoesNotAllow() throws {
    for module in try Repository.modules() {
      let allowed = ImportTable.allowed(in: module)
        .union(ImportTable.systemModules(of: module))
      for (imported, file) in try Repository.imports(of: module) {
        #expect(allowed.contains(imported), "\(module) imports \(imported), in \(file)")
      }
    }
  }

  @Test func theManifestDeclaresNoMoreThanTheTableAllows() throws {
    let declared = try Repository.declaredDependencies()
    for module in try Repository.modules() {
      let dependencies = try #require(declared[module], "\(module) is no target")
      let excess = dependencies.subtracting(ImportTable.allowed(in: module))
      #expect(excess.isEmpty, "\(module) depends on \(excess.sorted())")
    }
  }

  /// The package builds without, as long as another module happens to be built first.
  @Test func theManifestDeclaresWhateverIsImported() throws {
    let declared = try Repository.declaredDependencies()
    for module in try Repository.modules() {
      let missing = Set(try Repository.imports(of: module).keys)
        .subtracting(ImportTable.systemModules(of: module))
        .subtracting(declared[module] ?? [])
      #expect(missing.isEmpty, "\(module) imports \(missing.sorted())")
    }
  }

  @Test func theTableRunsOneWay() {
    func reaches(_ start: String, _ goal: String) -> Bool {
      let direct = ImportTable.foundations[start] ?? []
      return direct.contains(goal) || direct.contains { reaches($0, goal) }
    }
    for module in ImportTable.foundations.keys { #expect(!reaches(module, module), "\(module)") }
  }

  @Test(arguments: [
    ("import Kernels", ["Kernels"]),
    (
      "  @preconcurrency import Foundation\nimport struct Simulation.Plan",
      ["Foundation", "Simulation"]
    ),
    ("package import Scenarios\n@_exported import Reports", ["Scenarios", "Reports"]),
    ("// import Nothing\nlet text = \"import Nothing\"", []),
  ])
  func everyFormOfImportIsRead(text: String, modules: [String]) {
    #expect(Repository.importedModules(in: text) == modules)
  }
}
