"""The relations of the contract that a document says, each with the words that say it.

Each rule reads one passage with what is named in it (loaders.ties.reading); RULES lists them.
"""

from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.text import Text
from loaders.ties.apposed import apposed_firms
from loaders.ties.heads import heads, heads_of_before
from loaders.ties.honours.award_casts import award_casts
from loaders.ties.honours.award_lists import award_lists
from loaders.ties.honours.award_rolls import award_rolls
from loaders.ties.honours.award_shapes import award_shapes
from loaders.ties.honours.awards import awards
from loaders.ties.industries.business import business
from loaders.ties.industries.chain_masters import chain_masters
from loaders.ties.industries.field_firms import field_firms
from loaders.ties.industries.firms_of_trades import firms_of_trades
from loaders.ties.industries.focus import focuses, zone_focuses
from loaders.ties.industries.industry_groups import counted_groups, headline_groups, parts_said
from loaders.ties.industries.industry_members import industry_members
from loaders.ties.industries.industry_parts import covered_parts, industry_parts
from loaders.ties.industries.industry_ties import chains, covering, home_industries, parts_among, parts_of_sum, tallied
from loaders.ties.industries.industry_topics import industry_topics
from loaders.ties.industries.layout_before import layout_before
from loaders.ties.industries.layout_frames import layout_frames
from loaders.ties.industries.park_members import park_members
from loaders.ties.industries.platform_names import shared_names
from loaders.ties.industries.quarters import framed, of_bare_zones, quarters
from loaders.ties.industries.shared_goods import shared_goods
from loaders.ties.industries.shared_matter import shared_matter
from loaders.ties.industries.structure import bases, groups, layouts, sections, subjects, topics
from loaders.ties.industries.titled import titled
from loaders.ties.industries.topics import divided, gained, grown, in_topic
from loaders.ties.industries.zone_focus import built_for, document_focuses, zone_industries
from loaders.ties.lists.entry_lines import entry_lines
from loaders.ties.lists.gathered import among_those, gathered
from loaders.ties.lists.line_lists import line_lists
from loaders.ties.lists.local_lists import local_lists
from loaders.ties.lists.tallied import tallied_sites
from loaders.ties.lists.whole_lists import whole_lists
from loaders.ties.lists.zone_lists import zone_lists
from loaders.ties.places.bare_zones import bare_zones
from loaders.ties.places.building_sites import building_sites
from loaders.ties.places.firm_bases import firm_bases, founded
from loaders.ties.places.firsts import firsts
from loaders.ties.places.item_places import item_places
from loaders.ties.places.local_firms import firms_of, firms_of_park, local_firms, rooted_firms, within_it
from loaders.ties.places.named_after import named_after
from loaders.ties.places.platform_places import platform_places
from loaders.ties.places.scenes import scenes
from loaders.ties.places.settled_places import settled_places, venues
from loaders.ties.places.site_words import site_words
from loaders.ties.places.told_seats import headline_counties, registered, told_seats
from loaders.ties.places.whereabouts import whereabouts
from loaders.ties.places.zones import (
    brought,
    document_town,
    document_zone,
    in_zones,
    members,
    moved_in,
    on_site,
    on_spot,
)
from loaders.ties.plan import document_policy, plan_relations
from loaders.ties.policies.document_numbers import by_number
from loaders.ties.policies.organisations import aims, issuers, parts
from loaders.ties.policies.plan_targets import among_aims, plan_targets, program_targets
from loaders.ties.policies.policy_text import policy_text
from loaders.ties.policies.program_parts import program_parts
from loaders.ties.policies.supported import named_by_plans, supported
from loaders.ties.projects.its_works import its_works
from loaders.ties.projects.undertakings import schedules, undertakings
from loaders.ties.reading import INDUSTRIES, PLATFORMS, Reading, Rule
from loaders.ties.whole_text import around, by_brand, by_honour, by_seat, by_town, parts_by_name
from ontology.facts import Attribute, Relation


def relations(
    text: Text, named: Sequence[Named], read: Sequence[Reading]
) -> tuple[tuple[Relation, ...], tuple[Attribute, ...]]:
    """All relations and plain values that the running text says about what it names, in the order of the text.

    read: the passages with what is named in them.
    """
    found = [relation for reading in read for relation in _read(reading)]
    zone = document_zone(text, named)
    found += [
        *award_casts(read),
        *venues(read),
        *award_lists(read),
        *award_rolls(read),
        *chains(read),
        *counted_groups(text, read),
        *heads_of_before(read),
        *line_lists(read),
        *plan_targets(read),
        *policy_text(read),
    ]
    found += zone_focuses(read, zone)
    found += framed(read, zone)
    found += of_bare_zones(read, zone)
    found += bare_zones(read, zone)
    found += list(document_focuses(read, zone, found))
    found += plan_relations(text, named, document_policy(text))
    found += list(firms_of_trades(read, found))
    found += list(industry_topics(read, found))
    found += list(shared_names(read, found))
    found += list(shared_goods(read, found))
    found += list(park_members(found))
    found += list(shared_matter(read, found))
    found += list(titled(text, read, found))
    found += list(on_site(read, zone or document_town(text, named), found))
    found += list(by_brand(read, found))
    found += list(by_seat(read, found))
    found += list(named_after(read, found))
    found += list(by_town(read, found))
    found += list(parts_by_name(read, found))
    found += list(around(read, found))
    found += list(by_honour(read, found))
    found += list(headline_counties(read, found))
    found += list(registered(read, found))
    once: dict[tuple[object, ...], Relation] = {}
    for relation in sorted(found, key=lambda r: (r.evidence.start, -r.confidence, r)):
        once.setdefault((relation.subject, relation.predicate, relation.object, relation.evidence.start), relation)
    return tuple(once.values()), tuple(value for reading in read for value in schedules(reading))


def _read(reading: Reading) -> Iterator[Relation]:
    for kinds, rules in RULES:
        if not (kinds and reading.kinds.isdisjoint(kinds)):
            for rule in rules:
                yield from rule(reading)


# The rules, each with the classes of which one has to be named where it says anything: most passages have none of them.
RULES: tuple[tuple[tuple[str, ...], tuple[Rule, ...]], ...] = (
    (("Person",), (heads,)),
    (("Policy",), (issuers,)),
    (("Policy", "Program"), (supported, named_by_plans)),
    (("Honour",), (awards,)),
    (
        ("Company",),
        (
            award_shapes,
            field_firms,
            firm_bases,
            founded,
            firms_of,
            firms_of_park,
            local_firms,
            rooted_firms,
            told_seats,
            apposed_firms,
            chain_masters,
            undertakings,
            its_works,
        ),
    ),
    (
        ("Company", "Project", *PLATFORMS),
        (
            entry_lines,
            whereabouts,
            item_places,
            building_sites,
            settled_places,
            within_it,
            platform_places,
            local_lists,
            tallied_sites,
            in_zones,
            members,
            brought,
            on_spot,
            scenes,
            site_words,
            moved_in,
            gathered,
            among_those,
            zone_lists,
            whole_lists,
            business,
            in_topic,
        ),
    ),
    (
        INDUSTRIES,
        (
            groups,
            industry_parts,
            covered_parts,
            industry_members,
            built_for,
            zone_industries,
            quarters,
            layout_frames,
            layout_before,
            grown,
            parts_among,
            parts_of_sum,
            tallied,
            headline_groups,
            parts_said,
        ),
    ),
    (
        (),
        (
            by_number,
            aims,
            program_targets,
            among_aims,
            program_parts,
            parts,
            firsts,
            bases,
            subjects,
            topics,
            sections,
            layouts,
            gained,
            divided,
            home_industries,
            focuses,
            covering,
        ),
    ),
)
