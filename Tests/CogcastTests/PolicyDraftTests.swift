import Foundation
import Testing

struct PolicyDraftTests {
  private static let targets = ["litellm", "cloud-custodian", "openops", "prometheus", "cogcast"]
  /// What no draft may do.
  private static let acts = [
    "max_budget", "\"delete\"", "terminate", "\"stop\"", "mark-for-op", "invoke-lambda",
    "webhook_url",
    "tpm_limit", "rpm_limit", "aws_cli", "\"CODE\"", "remove-tag", "hard_budget", "blocked:",
  ]

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func draft(_ file: String, _ target: String, _ options: String...) throws -> CommandRun {
    try CommandRun(
      executable: Repository.products.appending(path: "cogcast"),
      ["policy", "draft", file, "--for", target, "--trials", "256"] + options)
  }

  /// A feature whose name means something in every format, on a known spend.
  private func hostile() throws -> String {
    let text = SmallScenario.uncertain().replacing(
      #""feature": ""#, with: #""feature": "no: {{x}} \"q\" 'é' # "#)
    return try folder.write(text, to: "hostile.json")
  }

  @Test(arguments: targets)
  func `a draft says that it is one, of what, and only notifies`(target: String) throws {
    let run = try draft(Repository.scenario("support-assistant"), target)
    #expect(run.status == 0, "\(run.error)")
    for word in ["DRAFT for human review", "seed 1", "256 trials", "price book builtin as of"] {
      #expect(run.output.contains(word), "\(word)")
    }
    for act in Self.acts { #expect(!run.output.contains(act), "\(act)") }
    #expect(try draft(Repository.scenario("support-assistant"), target).output == run.output)
    let threads = try draft(Repository.scenario("support-assistant"), target, "--threads", "1")
    #expect(threads.output == run.output)
  }

  @Test(arguments: ["litellm", "cloud-custodian", "prometheus"])
  func `comments fit a page`(target: String) throws {
    let run = try draft(Repository.scenario("rag-search"), target)
    let comments = run.output.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(!comments.isEmpty && comments.allSatisfy { $0.count <= 100 })
  }

  @Test(
    .enabled(if: Python.has("yaml"), "needs PyYAML, which c7n brings"),
    arguments: [
      "litellm", "cloud-custodian", "prometheus",
    ])
  func `names of a scenario stay names in YAML`(target: String) throws {
    let run = try draft(try hostile(), target)
    let file = try folder.write(run.output, to: "draft.yaml")
    let read = try Python.run(
      """
      import json, sys, yaml
      found = []
      def walk(value):
          if isinstance(value, dict): [walk(v) for v in value.values()]
          elif isinstance(value, list): [walk(v) for v in value]
          else: found.append(value)
      walk(yaml.safe_load(open(sys.argv[1])))
      print(json.dumps([v for v in found if isinstance(v, str) and v.startswith("no: {{x}} \\"q\\" 'é' # ")]))
      """, [file])
    #expect(read.status == 0, "\(read.error)")
    #expect(read.output != "[]\n", "\(run.output)")
  }

  @Test(
    .enabled(
      if: Python.has("litellm.proxy._types, yaml"), "needs litellm, of Tests/requirements.txt"))
  func `LiteLLM takes every body of its draft`() throws {
    for scenario in [Repository.scenario("coding-agent"), try hostile()] {
      let file = try folder.write(try draft(scenario, "litellm").output, to: "draft.yaml")
      let run = try Python.run(
        """
        import sys, yaml
        from litellm.proxy._types import BudgetNewRequest, ConfigGeneralSettings, NewTeamRequest
        from litellm.litellm_core_utils.duration_parser import duration_in_seconds
        draft = yaml.safe_load(open(sys.argv[1]))
        def take(model, body):
            unknown = set(body) - set(model.model_fields)
            assert not unknown, unknown
            return model(**body)
        team = take(NewTeamRequest, draft["team_new"])
        assert team.soft_budget > 0 and team.max_budget is None
        budgets = [take(BudgetNewRequest, body) for body in draft["budget_new"]]
        seconds = [duration_in_seconds(budget.budget_duration) for budget in budgets]
        assert seconds == [60, 3600, 86400, 2592000], seconds
        assert all(b.soft_budget > 0 and b.max_budget is None for b in budgets)
        take(ConfigGeneralSettings, draft["general_settings"])
        print("taken")
        """, [file], environment: Python.offline)
      #expect(run.output.hasSuffix("taken\n"), "\(run.output)\(run.error)")
    }
  }

  @Test(.enabled(if: Python.has("c7n.schema"), "needs c7n, of Tests/requirements.txt"))
  func `Cloud Custodian's schema takes its draft`() throws {
    let script = """
      import sys, yaml
      from c7n.resources import load_resources
      from c7n.schema import validate
      draft = yaml.safe_load(open(sys.argv[1]))
      load_resources(sorted({policy["resource"] for policy in draft["policies"]}))
      print(validate(draft))
      for policy in draft["policies"]:
          assert [action["type"] for action in policy["actions"]] == ["notify"]
      broken = dict(draft, policies=[dict(draft["policies"][0], actions=[{"type": "terminated"}])])
      assert validate(broken), "a wrong action must be found"
      """
    for scenario in [Repository.scenario("support-assistant"), try hostile()] {
      let file = try folder.write(try draft(scenario, "cloud-custodian").output, to: "draft.yaml")
      let run = try Python.run(script, [file])
      #expect(run.status == 0 && run.output == "[]\n", "\(run.output)\(run.error)")
    }
  }

  /// Every expression by a parser of PromQL; the file by its structure, as `promtool` needs a build of
  /// Prometheus.
  @Test(
    .enabled(
      if: Python.has("promql_parser, yaml"), "needs promql-parser, of Tests/requirements.txt"))
  func `Prometheus can read its draft`() throws {
    for scenario in [Repository.scenario("support-assistant"), try hostile()] {
      let file = try folder.write(try draft(scenario, "prometheus").output, to: "draft.yaml")
      let run = try Python.run(
        """
        import re, sys, yaml, promql_parser
        draft = yaml.safe_load(open(sys.argv[1]))
        assert set(draft) == {"groups"}
        for group in draft["groups"]:
            assert set(group) <= {"name", "interval", "rules"}
            assert re.fullmatch(r"[0-9]+[smhd]", group["interval"])
            for rule in group["rules"]:
                assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
                promql_parser.parse(rule["expr"])
                for label, value in rule["labels"].items():
                    assert re.fullmatch(r"[a-zA-Z_][a-zA-Z0-9_]*", label)
                    assert isinstance(value, str)
                assert not any("{{" in text for text in rule["annotations"].values())
        print(len(draft["groups"][0]["rules"]))
        """, [file])
      #expect(run.output == "5\n", "\(run.output)\(run.error)")
    }
  }

  /// By structure, from the types of its source: there is no parser of OpenOps' templates to ask.
  @Test func `the workflow of OpenOps has what an import asks for and cannot run unread`() throws {
    for scenario in [Repository.scenario("support-assistant"), try hostile()] {
      let document = try draft(scenario, "openops").json
      #expect(
        Set(document.keys)
          == ["name", "description", "tags", "services", "domains", "template"])
      let template = try #require(document["template"] as? [String: Any])
      #expect(template["valid"] as? Bool == false)
      let trigger = try #require(template["trigger"] as? [String: Any])
      #expect(trigger["name"] as? String == "trigger" && trigger["type"] as? String == "TRIGGER")
      let step = try #require(trigger["nextAction"] as? [String: Any])
      #expect(step["type"] as? String == "BLOCK" && step["valid"] as? Bool == false)
      #expect(step["nextAction"] == nil)
      for settings in [trigger["settings"], step["settings"]] {
        let settings = try #require(settings as? [String: Any])
        for key in [
          "blockName", "blockVersion", "blockType", "packageType", "input", "inputUiInfo",
        ] {
          #expect(settings[key] != nil, "\(key)")
        }
      }
    }
  }

  @Test func `gate reads the policy that is drafted for it`() throws {
    let scenario = Repository.scenario("support-assistant")
    let policy = try folder.write(try draft(scenario, "cogcast").output, to: "policy.json")
    let run = try CommandRun(
      "gate", scenario, "--policy", policy, "--day", "2026-12-01", "--trials", "256",
      "--max-trials", "256", "--inconclusive", "warn", "--format", "json")
    #expect(run.status == 0 || run.status == 1, "\(run.error)")
    for rule in ["policy.budget", "policy.models", "policy.review"] {
      #expect(run.output.contains("\"\(rule)\""), "\(rule)")
    }
    if SchemaValidator.isAvailable {
      _ = try folder.write(try CommandRun("schema", "policy").output, to: "schema.json")
      #expect(
        try SchemaValidator.findings(
          of: folder.url("policy.json"), schema: folder.url("schema.json")) == "")
    }
  }

  @Test func `the organisation's policy goes before the forecast`() throws {
    let example = Repository.root.appending(path: "scenarios/ci-example")
    let run = try draft(
      example.appending(path: "ticket-summary.json").path, "cogcast", "--policy",
      example.appending(path: "cogcast.policy.json").path)
    #expect(run.status == 0, "\(run.error)")
    let budgets = try #require(try run.json["budgets"] as? [String: Any])
    let features = try #require(budgets["features"] as? [String: [String: Any]])
    #expect(features["ticket-summary"]?["month"] as? Double == 20_000)
    #expect(run.output.contains("the budget of ticket-summary in "))
  }

  /// Plain numbers: 1,000 sessions a week of seven tenths of a cent, $7 a week, and no hours.
  @Test func `figures of plain numbers are those of the hand`() throws {
    let file = try folder.write(SmallScenario.priced(users: 1000, system: 1000), to: "small.json")
    let run = try draft(file, "cogcast")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("$0.00700 on average"), "\(run.output)")
    #expect(run.output.contains("Set hours before using them"))
    let budgets = try #require(try run.json["budgets"] as? [String: Any])
    let features = try #require(budgets["features"] as? [String: [String: Any]])
    // 7 · 13/3 = 30.33 and the noise of 4,333 sessions.
    let month = try #require(features.values.first?["month"] as? Double)
    #expect((31...33).contains(month))
  }

  @Test func `what cannot be drafted is said`() throws {
    let scenario = Repository.scenario("support-assistant")
    #expect(try draft(scenario, "fax").status == 64)
    let month = try draft(scenario, "litellm", "--month", "13")
    #expect(month.status == 64 && month.error.contains("months 1 to 12"), "\(month.error)")
    #expect(try draft(scenario, "litellm", "--month", "1").status == 0)
    #expect(try draft("nowhere.json", "litellm").status == 66)
    #expect(try draft(scenario, "litellm", "--policy", "nowhere.json").status == 66)
    let short = try folder.write(
      SmallScenario.priced(users: 1000, system: 1000).replacing(
        #""weeks": 13"#, with: #""weeks": 4"#), to: "short.json")
    let refused = try draft(short, "litellm")
    #expect(refused.status == 64 && refused.error.contains("no full month"), "\(refused.error)")
  }
}
