/// Which module may import which: imports run one way, from the face of the library down.
enum ImportTable {
  /// The modules that each one is built on. From Simulation upwards, what those may import is open
  /// too, because their values carry it; the modules below name all they may import.
  static let foundations: [String: Set<String>] = [
    "COpenBLAS": [],
    "CVectorKernels": [],
    "CSimdJSON": [],
    "CZlib": [],
    "CZstd": [],
    "Kernels": ["COpenBLAS", "CVectorKernels"],
    "Distributions": ["Kernels"],
    "JSONDocuments": [],
    "Pricing": ["JSONDocuments"],
    "Scenarios": ["Distributions", "Pricing", "JSONDocuments"],
    "Simulation": ["Scenarios", "Kernels"],
    "Summaries": ["Simulation", "Kernels"],
    "Economics": ["Summaries"],
    "Governance": ["Economics"],
    "Explanations": ["Economics"],
    "UsageRecords": ["Pricing", "JSONDocuments", "CSimdJSON", "CZlib", "CZstd"],
    "Calibration": ["UsageRecords", "Distributions", "Scenarios"],
    "Reports": ["Governance", "Explanations"],
    "Ledger": ["Governance"],
    "Cogcast": ["Reports", "Ledger", "Calibration"],
    "CogcastCLI": ["Cogcast", "ArgumentParser"],
    "CogcastServer": ["Cogcast"],
  ]

  /// Modules that also see what their foundations see.
  private static let open: Set<String> = [
    "Simulation", "Summaries", "Economics", "Governance", "Explanations", "Reports", "Ledger",
    "Cogcast",
  ]

  private static let cTargets: Set<String> = [
    "COpenBLAS", "CVectorKernels", "CSimdJSON", "CZlib", "CZstd",
  ]

  /// Modules of the toolchain. Kernels do without Foundation: they are hot code.
  static func systemModules(of module: String) -> Set<String> {
    module == "Kernels" ? ["Glibc"] : ["Foundation", "Glibc", "Synchronization"]
  }

  static func allowed(in module: String) -> Set<String> {
    let direct = foundations[module] ?? []
    guard open.contains(module) else { return direct }
    // The C targets belong to the one module that wraps them.
    let below = direct.reduce(into: Set<String>()) { $0.formUnion(everythingBelow($1)) }
    return direct.union(below).subtracting(cTargets)
  }

  private static func everythingBelow(_ module: String) -> Set<String> {
    let direct = foundations[module] ?? []
    return direct.reduce(into: direct) { $0.formUnion(everythingBelow($1)) }
  }
}
