#!/bin/sh
confluent iam group-mapping create everyone -o json
