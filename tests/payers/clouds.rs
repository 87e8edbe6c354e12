//! Groups that pay a cloud provider, or a key, of their own.

use crate::{answer, close, listed, pays, preset, typical};
use sawtooth::decisions::breakdown::breakdown;
use sawtooth::decisions::difference::difference;
use sawtooth::decisions::options::{Offered, options};
use sawtooth::decisions::paid_in::{PaidIn, paid_in};
use sawtooth::decisions::payment::Payer;
use sawtooth::decisions::savings::pulled;
use sawtooth::model::estimate::Warning;
use sawtooth::prices::{Class, PriceTier, RateTable};
use sawtooth::scenario::link::{self, decode, encode, file};
use sawtooth::scenario::*;
use sawtooth::view::{self, Locale};

const PAYERS: [PayWith; 4] = [
    PayWith::ApiKey,
    PayWith::Cloud(Cloud::BedrockRegional),
    PayWith::Cloud(Cloud::BedrockGov),
    PayWith::Cloud(Cloud::AwsPlatform),
];

fn of(with: &PayWith) -> Pays {
    match with {
        PayWith::ApiKey => Pays::Key,
        PayWith::Cloud(cloud) => Pays::Cloud(*cloud),
        PayWith::Plan(plan) => Pays::Plan(plan.clone()),
    }
}

/// Four groups: the first, one like it, one that differs from it, and one like a preset.
fn team(with: PayWith) -> Scenario {
    let mut s = typical();
    s.pay_with(with);
    s.team.own = 6.0;
    s.set_number("heavy", 3.0);
    s.add_group(Group { name: "Back end".into(), people: 4.0, ..Group::default() });
    s.add_group(Group { name: "Data".into(), people: 2.0, ..Group::default() });
    s.edit_group(3, |one| {
        (one.work.messages, one.tokenizer) = (9.0, sawtooth::prices::Tokenizer::Classic);
        one.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    });
    (s.batch.jobs, s.cache.source) = (300.0, HitSource::Rhythm);
    (s.cache.pauses_5m, s.cache.pauses_60m) = (3.0, 0.5);
    s
}

/// Terms under which a place's prices are not only a factor.
fn terms() -> [fn(&mut Scenario); 5] {
    [
        |_| {},
        |s| s.discount = 0.12,
        |s| s.us_only = true,
        |s| s.fast = true,
        |s| {
            let model = s.mix[0].model.clone();
            let key = PriceKey { model, tier: PriceTier::Lower, class: Class::Write5m };
            s.overrides.insert(key, 3.25);
        },
    ]
}

#[test]
fn link_and_file_carry_the_payers_of_groups() {
    let mut s = team(PayWith::Cloud(Cloud::Vertex));
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockRegional));
    s.let_group_pay(2, Pays::Key);
    s.let_group_pay(3, Pays::Cloud(Cloud::Any));
    let link = encode(&s);
    assert!(link.contains("~groupPays-heavy_cloud.bedrock-region~"), "{link}");
    assert!(link.contains("_4_pays_api.key"), "{link}");
    assert_eq!(decode(&link).scenario, Some(s.clone()), "{link}");
    assert_eq!(file::read(&file::write(&s)).scenario, Some(s.clone()));
    for (from, to) in [
        ("cloud.bedrock-region", "cloud.mars"),
        ("cloud.bedrock-region", "cloud."),
        ("pays_api.key", "pays_api.lock"),
        ("groupPays-heavy_", "groupPays-own_"),
    ] {
        assert!(link.contains(from), "{from} in {link}");
        let faults = decode(&link.replace(from, to)).faults;
        assert!(faults.iter().any(|f| matches!(f, link::Fault::BadValue { .. })), "{to}: {faults:?}");
    }
    for cloud in Cloud::ALL {
        s.let_group_pay(1, Pays::Cloud(cloud));
        assert_eq!(decode(&encode(&s)).scenario, Some(s.clone()));
    }
}

/// Every group at a provider of its own is the scenario that pays this provider.
#[test]
fn groups_that_all_pay_one_cost_what_the_scenario_does_with_it() {
    for (before, change) in PAYERS.into_iter().flat_map(|with| terms().map(|change| (with.clone(), change))) {
        for after in PAYERS {
            let mut whole = team(before.clone());
            change(&mut whole);
            let mut apart = whole.clone();
            whole.pay_with(after.clone());
            for group in (0..apart.count_groups()).rev() {
                apart.let_group_pay(group, of(&after));
            }
            assert_eq!(apart.pays_with(), after);
            let (whole, apart) = (answer(&whole), answer(&apart));
            assert_eq!(apart.month.total, whole.month.total, "{before:?} to {after:?}");
            assert_eq!(apart.groups, whole.groups);
            assert_eq!(pays(&apart.scenario).usd(), pays(&whole.scenario).usd());
        }
    }
}

/// The sum of the groups' scenarios, each by itself with its payer.
#[test]
fn mixed_team_costs_the_sum_of_its_groups_alone() {
    for change in terms() {
        for first in PAYERS {
            let mut s = team(first.clone());
            change(&mut s);
            let payers = [
                first,
                PayWith::Cloud(Cloud::BedrockGov),
                PayWith::ApiKey,
                PayWith::Cloud(Cloud::AwsPlatform),
            ];
            (1..4).for_each(|group| s.let_group_pay(group, of(&payers[group])));
            let mixed = answer(&s);
            let mut sum = mixed.batch_month;
            for (group, with) in payers.into_iter().enumerate() {
                let mut alone = s.as_group(group);
                alone.team.own = s.people(group);
                alone.batch.jobs = 0.0;
                alone.pay_with(with);
                let alone = answer(&alone);
                close(mixed.groups[group].1, alone.month.total);
                sum += alone.month.total;
            }
            close(mixed.month.total, sum);
            let lines: f64 = mixed.month.lines.iter().map(|line| line.usd).sum();
            assert_eq!(lines, mixed.month.total);
            assert_eq!(pays(&s).usd(), Some(mixed.month.total));
            let parts: f64 = pays(&s).parts.iter().map(|part| part.month.middle()).sum();
            close(parts + mixed.batch_month, mixed.month.total);
        }
    }
}

#[test]
fn tokens_of_a_group_stand_at_the_price_they_are_billed_at() {
    let mut s = team(PayWith::ApiKey);
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockGov));
    s.let_group_pay(2, Pays::Cloud(Cloud::Bedrock));
    let found = answer(&s);
    let rates = |class: Class, id: &str| {
        let lines =
            found.month.lines.iter().filter(|line| line.source == sawtooth::model::usage::Source::Main);
        let of =
            lines.filter_map(|line| line.of).filter(|of| of.class == class && of.tier == PriceTier::Lower);
        of.filter(|of| found.prices.0[of.model].id == id).map(|of| of.rate).collect::<Vec<f64>>()
    };
    let [list, gov] = rates(Class::Read, "claude-opus-5-5")[..] else { panic!("one price each") };
    close(gov, list * 1.2);
    // Bedrock's global endpoint has the list price: nothing apart.
    let receipt = view::receipt::receipt(&found, &Locale::default());
    let apart: Vec<&str> =
        receipt.rows.iter().map(|row| row.what.as_str()).filter(|what| what.contains("Bedrock")).collect();
    assert!(apart.contains(&"Opus 5.5, Amazon Bedrock, GovCloud (+20%) · Cache read"), "{apart:?}");
    assert!(!apart.iter().any(|what| what.contains("global")), "{apart:?}");
}

#[test]
fn warnings_of_a_price_are_said_once() {
    let mut s = team(PayWith::ApiKey);
    s.priced_on = sawtooth::prices::date(2027, 3, 1);
    let before = answer(&s).warnings;
    assert!(before.iter().any(|warning| matches!(warning, Warning::OldPrice { .. })));
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockGov));
    s.let_group_pay(2, Pays::Cloud(Cloud::BedrockRegional));
    assert_eq!(answer(&s).warnings, before);
}

#[test]
fn cache_lifetime_follows_how_a_group_pays() {
    let mut s = team(PayWith::Plan("team-premium".into()));
    s.let_group_pay(1, Pays::Cloud(Cloud::Bedrock));
    let lifetimes = |s: &Scenario| [0, 1, 2].map(|group| s.as_group(group).lifetime());
    assert_eq!(lifetimes(&s), [Lifetime::OneHour, Lifetime::FiveMinutes, Lifetime::OneHour]);
    assert!(!s.has_sessions_of_first(1) && s.has_sessions_of_first(2));
}

/// The first group's provider is the scenario's; those who followed keep the payer of before.
#[test]
fn first_group_changes_its_payer_alone() {
    let plan = || PayWith::Plan("team-premium".into());
    for (before, after) in [
        (PayWith::ApiKey, Pays::Cloud(Cloud::BedrockGov)),
        (PayWith::Cloud(Cloud::VertexRegional), Pays::Key),
        (PayWith::Cloud(Cloud::VertexRegional), Pays::Cloud(Cloud::Any)),
        (plan(), Pays::Cloud(Cloud::BedrockGov)),
    ] {
        let mut s = team(before.clone());
        s.let_group_pay(2, Pays::Plan("team-standard".into()));
        s.let_group_pay(3, if before == plan() { Pays::Cloud(Cloud::Vertex) } else { Pays::Api });
        s.batch.jobs = 0.0;
        let then = pays(&s);
        s.let_group_pay(0, after.clone());
        let now = pays(&s);
        for (then, now) in then.parts.iter().zip(&now.parts).skip(1) {
            assert_eq!((then.group, then.month), (now.group, now.month), "{before:?} to {after:?}");
        }
        let mut alone = s.clone();
        alone.team = Team { own: 6.0, ..Team::default() };
        assert_eq!(now.parts[0].month, pays(&alone).parts[0].month);
        assert_ne!(now.parts[0].month, then.parts[0].month);
        // Its row names what was chosen.
        let row = &view::team::team(&s, Some(&now), &listed(), &Locale::default()).rows[0];
        let choices = view::team::pays_choices(0, &listed(), &s);
        let named = choices.iter().find(|choice| choice.value == row.pays).expect("in the menu");
        assert!(row.summary.ends_with(&named.label) || after == Pays::Cloud(Cloud::Any), "{row:?}");
    }
}

/// Counted seats are the first group's where no plan was said: the others were on the API.
#[test]
fn first_group_leaves_its_seats() {
    let mut s = typical();
    (s.payment, s.team.own) = (Payment::Subscription, 3.0);
    s.add_group(Group { people: 2.0, ..Group::default() });
    s.plans.terms.insert(PlanKey { plan: "team-premium".into(), term: Term::Seats }, 3.0);
    let then = pays(&s);
    assert_eq!((then.parts[0].payer.is_plan(), then.parts[1].payer), (true, Payer::Api));
    s.let_group_pay(0, Pays::Cloud(Cloud::BedrockGov));
    let now = pays(&s);
    assert_eq!((now.parts[0].payer, now.parts[1].payer), (Payer::Api, Payer::Key));
    assert_eq!(now.parts[1].month, then.parts[1].month);
}

#[test]
fn options_of_a_mixed_team_are_what_choosing_them_costs() {
    let mut s = team(PayWith::ApiKey);
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockGov));
    let plans = listed();
    let found = options(&plans, &answer(&s));
    let now = found.rows.iter().find(|row| row.is_now).expect("now");
    assert_eq!((now.offered, now.paid.usd()), (Offered::AsNow, Some(answer(&s).month.total)));
    assert_eq!(paid_in(&found.now, 1.0), PaidIn::Dollars);
    for row in &found.rows {
        let mut chosen = s.clone();
        view::options::choose(row, &plans, &mut chosen);
        close(pays(&chosen).usd().expect("known"), row.paid.usd().expect("known"));
    }
    let api = found.api().and_then(|row| row.paid.usd()).expect("known");
    assert!(api < now.paid.usd().expect("known"));
}

#[test]
fn breakdown_adds_up_and_names_the_payers() {
    let mut s = team(PayWith::ApiKey);
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockGov));
    s.let_group_pay(2, Pays::Plan("team-premium".into()));
    let (plans, found) = (listed(), answer(&s));
    let broken = breakdown(&plans, &found);
    close(broken.lines.iter().map(|line| line.month).sum(), broken.paid.usd().expect("known"));
    let shown = view::breakdown::breakdown(&broken, &plans, &s, &Locale::default());
    let titles: Vec<&str> = shown.sections.iter().map(|section| section.title.as_str()).collect();
    assert!(titles.contains(&"On Amazon Bedrock, GovCloud (+20%), 3 developers (Heavy)"), "{titles:?}");
    let csv = view::breakdown::csv(&broken, &plans, &s);
    let heavy: Vec<&str> = csv.lines().filter(|line| line.contains(",Heavy,")).collect();
    assert!(
        !heavy.is_empty()
            && heavy.iter().all(|line| line.contains(",\"on Amazon Bedrock, GovCloud (+20%)\","))
    );
    assert!(
        heavy.iter().any(|line| line.contains("claude-opus-5-5") && line.contains(",0.24,")),
        "{heavy:?}"
    );
}

/// A bill of everybody is met, and the list of savings starts from it and ends where its scenario does.
#[test]
fn bill_and_savings_of_a_mixed_team() {
    let table = RateTable::shipped();
    let mut s = team(PayWith::ApiKey);
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockGov));
    s.let_group_pay(2, Pays::Cloud(Cloud::BedrockRegional));
    s.let_group_pay(3, Pays::Cloud(Cloud::AwsPlatform));
    let usd = libm::round(answer(&s).month.total * 1.2);
    let bill = s.typed_bill(&s, usd, PayPer::Month);
    assert!((answer(&bill).month.total - usd).abs() < 0.005);
    [Lever::Model, Lever::Compact].into_iter().for_each(|lever| s.levers.tick(lever, true));
    s.levers.moved = 0.5;
    let found = answer(&s);
    let saved = pulled(&table, &[], &found);
    close(saved.before, found.month.total);
    assert!(saved.after < saved.before && !saved.steps.is_empty());
    close(saved.after, answer(&saved.scenario).month.total);
}

#[test]
fn difference_says_whom_groups_pay() {
    let (table, before) = (RateTable::shipped(), team(PayWith::ApiKey));
    let mut after = before.clone();
    after.let_group_pay(1, Pays::Cloud(Cloud::BedrockGov));
    let found = difference(&table, &before, &after).expect("a price");
    assert_eq!(found.steps.iter().map(|step| step.keys.clone()).collect::<Vec<_>>(), [["groupPays"]]);
    close(found.before + found.steps[0].usd, found.after);
    let texts =
        view::difference::texts(&table, &listed(), &before, &after, &Locale::default()).expect("a table");
    let months = ["The first total is on the API, the last one by the token."].map(String::from);
    assert_eq!(texts.notes, months);
    let step = &texts.table.rows[1];
    assert_eq!(
        step[..3],
        ["Whom groups pay", "as everybody", "Heavy: Amazon Bedrock, GovCloud (+20%)"].map(String::from)
    );
    after.let_group_pay(2, Pays::Cloud(Cloud::BedrockGov));
    let found = difference(&table, &before, &after).expect("a price");
    close(found.before + found.steps.iter().map(|step| step.usd).sum::<f64>(), found.after);
}

#[test]
fn headline_of_several_providers_names_them() {
    let mut s = preset(Preset::Average);
    s.team.own = 4.0;
    s.add_group(Group { people: 2.0, ..Group::default() });
    s.let_group_pay(1, Pays::Cloud(Cloud::BedrockRegional));
    let found = crate::headlines::of(&s);
    assert_eq!(found.payer, "Several payers");
    assert!(found.parts.contains("2 on Amazon Bedrock, regional (+10%) $"), "{}", found.parts);
    assert_eq!(found.at_api_prices, None);
    s.team.own = 0.0;
    let found = crate::headlines::of(&s);
    assert_eq!(found.payer, "Amazon Bedrock, regional (+10%)");
    assert!(found.on_what.ends_with("on Amazon Bedrock, regional (+10%)"), "{}", found.on_what);
}
